-- The contacts whose links are asked for: those that were not deleted.
select id from ${table:hubspot.contacts} where not coalesce(archived, false) order by id
