# What was sent with one form ($parent). The time comes as milliseconds since 1970.
def time: (. / 1000 | floor) as $seconds | ($seconds | todateiso8601 | .[0:19]) + "." + ("00\(. - $seconds * 1000)" | .[-3:]) + "Z";
[.results[] | {id: ($parent.id + "_" + .conversionId), formid: $parent.id, conversionid: .conversionId, submittedat: (.submittedAt | time), pageurl: .pageUrl}]
