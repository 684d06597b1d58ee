# Users. User 0, the machine that reviews, is not in the list; scores name it, so a row stands for it.
def seconds:
  if test("\\.[0-9]+Z$") then
    (.[0:19] + "Z" | fromdateiso8601) as $whole | ("0." + .[20:-1] | tonumber) as $part
    | if $part > 0.5 or ($part == 0.5 and $whole % 2 == 1) then $whole + 1 else $whole end | todateiso8601
  else . end;
def moment: if . == null or . == "" or .[0:4] < "1900" then null else local_time($zone) | seconds end;
def machine:
  {id: 0, email: "ender.turing@enderturing.com", is_active: false, is_superuser: false, full_name: "Ender Turing",
   invite_expires: "1900-01-01T00:00:00Z"};

map(del(.role_ids, .permissions) + {invite_expires: (.invite_expires | moment)})
| if (($page // 0) | tostring) == "0" and all(.[]; .id != 0) then [machine] + . else . end
