# A search for the records changed between $from and $to (milliseconds since 1970; either may be null), after the id $page (null at first).
# Properties that HubSpot does not know, such as the columns that stand beside the properties of a record, are ignored by it.
{
  limit: $size,
  properties: $properties,
  sorts: ["hs_object_id"],
  filterGroups: [{filters: [
    {propertyName: "hs_object_id", operator: "GT", value: ($page // "0")},
    (if $from == null then empty else {propertyName: "hs_lastmodifieddate", operator: "GTE", value: $from} end),
    (if $to == null then empty else {propertyName: "hs_lastmodifieddate", operator: "LT", value: $to} end)
  ]}]
}
