-- Named repositories of an organisation that are not in its list under that name: renamed ones, or mistakes. Those that were found before and are
-- still in a list need not be asked for again.
select wanted as full_name, split_part(wanted, '/', 1) as owner, split_part(wanted, '/', 2) as name
from (select distinct trim(name) as wanted from unnest(string_to_array('{{github.repositories}}', ',')) as name) as named
where wanted <> ''
  and lower(split_part(wanted, '/', 1)) in (
    select lower(trim(organization)) from unnest(string_to_array('{{github.organizations}}', ',')) as organization
  )
  and not exists (
    select 1
    from {{github.schema}}.repos as repos
    left join {{github.schema}}.repository_names as names on names.repo_id = repos.id
    where repos._deleted_at is null
      and (
        lower(coalesce(to_jsonb(repos) -> 'item', to_jsonb(repos)) ->> 'full_name') = lower(wanted)
        or names.full_name = wanted
      )
  )
order by 1
