-- The tickets whose links are asked for: those that were not deleted.
select id from ${table:hubspot.tickets} where not coalesce(archived, false) order by id
