-- Pull requests that have changed since their reviews were read, or whose reviews were never read.
select pulls.id, pull ->> 'repo_id' as repo_id, pull ->> 'number' as number, pull ->> 'updated_at' as updated_at,
  split_part(repo ->> 'full_name', '/', 1) as owner, split_part(repo ->> 'full_name', '/', 2) as name
from {{github.schema}}.pulls as pulls
cross join lateral (select coalesce(to_jsonb(pulls) -> 'item', to_jsonb(pulls)) as pull) as whole
inner join {{github.schema}}.repos as repos on repos.id = (pull ->> 'repo_id')::bigint
cross join lateral (select coalesce(to_jsonb(repos) -> 'item', to_jsonb(repos)) as repo) as whole_repo
left join {{github.schema}}.pulls_reviewed as reviewed on reviewed.id = pulls.id
where repos._deleted_at is null
  and (reviewed.updated_at is distinct from (pull ->> 'updated_at')::timestamptz or ${variable.fullRefresh} = 'true')
order by pulls.id
