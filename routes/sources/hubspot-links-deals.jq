# Links to deals: one row for each pair. The id of a linked record is a number in some answers and a text in others.
[.results[] | .from.id as $parent | .to[] | (.toObjectId | tostring) as $linked
  | {
      id: ($parent + "_" + $linked),
      parent_id: $parent,
      deals_id: $linked,
      is_primary: any(.associationTypes[]; .label == "Primary"),
      labels: ([.associationTypes[].label | select(. != null)] | unique),
      type_ids: ([.associationTypes[].typeId] | unique)
    }]
