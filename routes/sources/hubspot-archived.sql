-- HubSpot has two lists of these: what is there, and what was deleted.
select 'false' as archived union all select 'true'
