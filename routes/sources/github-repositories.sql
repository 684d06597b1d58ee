-- The repositories that are read, with the names they have now: those that are named, under that or an earlier name, or all that are known when
-- none is named. `item` is the whole of a repository where rows are kept in that form.
--
-- `pushed` is the same as long as the commits of the default branch cannot have changed: nothing was pushed, no other branch is the default, the
-- repository has its name, and the settings say the same. It is null, so that the repository is asked in any case, where this run has not read the
-- list of repositories, and for some minutes after a push: a second push within the same second would not be seen, and what GitHub's lists show
-- lags. The week stands in it so that whatever we do not know of is found within one.
with known as (
  select repos.id, repo ->> 'full_name' as full_name,
    case
      when (repo ->> 'pushed_at')::timestamptz < now() - interval '10 minutes' and exists (
        select 1
        from caravan.steps
        where steps.run_id = ${variable.runId} and steps.name = 'github.repos' and steps.state = 'succeeded'
      )
        then concat_ws(' ', (repo ->> 'pushed_at')::timestamptz at time zone 'UTC', repo ->> 'default_branch', repo ->> 'full_name',
          '{{github.overlap}}', '{{github.start}}', to_char(now(), 'IYYY-IW'))
    end as pushed
  from {{github.schema}}.repos as repos
  cross join lateral (select coalesce(to_jsonb(repos) -> 'item', to_jsonb(repos)) as repo) as whole
  where repos._deleted_at is null
),
named as (
  select trim(name) as full_name
  from unnest(string_to_array('{{github.repositories}}', ',')) as name
  where trim(name) <> ''
)
select known.id, split_part(known.full_name, '/', 1) as owner, split_part(known.full_name, '/', 2) as name, known.pushed
from known
where not exists (select 1 from named)
  or lower(known.full_name) in (select lower(full_name) from named)
  or known.id in (
    select names.repo_id
    from {{github.schema}}.repository_names as names
    inner join named on named.full_name = names.full_name
    -- Somebody else may have taken the old name.
    where lower(named.full_name) not in (select lower(full_name) from known)
  )
order by known.id
