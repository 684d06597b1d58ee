-- The kinds of records whose properties are listed.
select unnest(array['contacts', 'companies', 'deals', 'tickets']) as object_type
