# Agents, and the groups they belong to as rows of their own. Times have no zone: they are meant at $zone, and are rounded to whole seconds
# (a half to the even one). A link without a beginning has the year 1; its row says 1900, because the beginning is part of its key.
def seconds:
  if test("\\.[0-9]+Z$") then
    (.[0:19] + "Z" | fromdateiso8601) as $whole | ("0." + .[20:-1] | tonumber) as $part
    | if $part > 0.5 or ($part == 0.5 and $whole % 2 == 1) then $whole + 1 else $whole end | todateiso8601
  else . end;
def moment: if . == null or . == "" or .[0:4] < "1900" then null else local_time($zone) | seconds end;

{
  "enderturing.agents": map(del(.user, .reactions, .phone_number_aliases, .groups) + {deactivated_at: (.deactivated_at | moment)}),
  "enderturing.agent_group_associations": [.[] | .id as $agent | (.groups // [])[]
    | {group_id, agent_id: $agent, start_dt: (.start_dt | moment // "1900-01-01T00:00:00Z")}],
  "enderturing.agent_group_associations of agent_id": map(.id)
}
