-- What has to be asked for to know all repositories: the list of each organisation, and, one by one, the repositories of other owners that are
-- named. Both are paths of three parts.
with organizations as (
  select distinct lower(trim(name)) as owner, trim(name) as spelled
  from unnest(string_to_array('{{github.organizations}}', ',')) as name
  where trim(name) <> ''
),
named as (
  select distinct trim(name) as full_name
  from unnest(string_to_array('{{github.repositories}}', ',')) as name
  where trim(name) <> ''
)
select 'orgs' as kind, spelled as owner, 'repos' as name, null as full_name, 'all' as type, 'created' as sort, 'asc' as direction, 100 as size
from organizations
union all
select 'repos', split_part(full_name, '/', 1), split_part(full_name, '/', 2), full_name, null, null, null, null
from named
where lower(split_part(full_name, '/', 1)) not in (select owner from organizations)
order by 1, 2, 3
