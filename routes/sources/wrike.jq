# Records of any list of Wrike -> rows. Column names are in small letters, as the tables had them before Caravan; an object within a record is
# drawn up as <field>-<name> (dates-start, details-origin), lists stay lists.
def row: reduce to_entries[] as $field ({};
  if ($field.value | type) == "object"
  then . + ($field.value | with_entries(.key = $field.key + "-" + .key))
  else .[$field.key] = $field.value end)
  | with_entries(.key |= ascii_downcase);

.data | map(row)
