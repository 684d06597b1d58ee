-- The organisations whose members are read.
select distinct trim(name) as organization
from unnest(string_to_array('{{github.organizations}}', ',')) as name
where trim(name) <> ''
order by 1
