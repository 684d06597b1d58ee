-- The repositories that are read, with the names they have now: those that are named, under that or an earlier name, or all that are known when
-- none is named. `item` is the whole of a repository where rows are kept in that form.
with known as (
  select repos.id, coalesce(to_jsonb(repos) -> 'item', to_jsonb(repos)) ->> 'full_name' as full_name
  from {{github.schema}}.repos as repos
  where repos._deleted_at is null
),
named as (
  select trim(name) as full_name
  from unnest(string_to_array('{{github.repositories}}', ',')) as name
  where trim(name) <> ''
)
select known.id, split_part(known.full_name, '/', 1) as owner, split_part(known.full_name, '/', 2) as name
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
