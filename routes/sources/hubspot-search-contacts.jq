# A search for the contacts changed between $from and $to (milliseconds since 1970; either may be null), after the id $page (null at first).
# Contacts have a name of their own for the property that tells when they were changed; otherwise as hubspot-search.jq.
{
  limit: $size,
  properties: $properties,
  sorts: ["hs_object_id"],
  filterGroups: [{filters: [
    {propertyName: "hs_object_id", operator: "GT", value: ($page // "0")},
    (if $from == null then empty else {propertyName: "lastmodifieddate", operator: "GTE", value: $from} end),
    (if $to == null then empty else {propertyName: "lastmodifieddate", operator: "LT", value: $to} end)
  ]}]
}
