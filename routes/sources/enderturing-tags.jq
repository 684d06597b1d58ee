# Tags, and their labels as rows of their own.
def seconds:
  if test("\\.[0-9]+Z$") then
    (.[0:19] + "Z" | fromdateiso8601) as $whole | ("0." + .[20:-1] | tonumber) as $part
    | if $part > 0.5 or ($part == 0.5 and $whole % 2 == 1) then $whole + 1 else $whole end | todateiso8601
  else . end;
def moment: if . == null or . == "" or .[0:4] < "1900" then null else local_time($zone) | seconds end;

{
  "enderturing.tags": map(del(.words, .phrases, .color, .labels) + {archived_at: (.archived_at | moment)}),
  "enderturing.tag_labels": [.[] | .id as $tag | (.labels // [])[] | {tag_id: $tag, label_id: .id}],
  "enderturing.tag_labels of tag_id": map(.id)
}
