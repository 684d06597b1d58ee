-- Runs that have changed since their jobs were read, or whose jobs were never read.
select runs.id, run ->> 'repo_id' as repo_id, run ->> 'updated_at' as updated_at,
  split_part(repo ->> 'full_name', '/', 1) as owner, split_part(repo ->> 'full_name', '/', 2) as name
from {{github.schema}}.workflow_runs as runs
cross join lateral (select coalesce(to_jsonb(runs) -> 'item', to_jsonb(runs)) as run) as whole
inner join {{github.schema}}.repos as repos on repos.id = (run ->> 'repo_id')::bigint
cross join lateral (select coalesce(to_jsonb(repos) -> 'item', to_jsonb(repos)) as repo) as whole_repo
left join {{github.schema}}.workflow_runs_read as done on done.id = runs.id
where repos._deleted_at is null
  and (done.updated_at is distinct from (run ->> 'updated_at')::timestamptz or ${variable.fullRefresh} = 'true')
order by runs.id
