# Categories, and their labels as rows of their own.
def seconds:
  if test("\\.[0-9]+Z$") then
    (.[0:19] + "Z" | fromdateiso8601) as $whole | ("0." + .[20:-1] | tonumber) as $part
    | if $part > 0.5 or ($part == 0.5 and $whole % 2 == 1) then $whole + 1 else $whole end | todateiso8601
  else . end;
def moment: if . == null or . == "" or .[0:4] < "1900" then null else local_time($zone) | seconds end;

{
  "enderturing.categories": map(del(.labels) + {created_at: (.created_at | moment), updated_at: (.updated_at | moment)}),
  "enderturing.category_labels": [.[] | .id as $category | (.labels // [])[] | {category_id: $category, label_id: .id}],
  "enderturing.category_labels of category_id": map(.id)
}
