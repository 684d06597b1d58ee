-- The engagements whose links are asked for: those that were not deleted.
select id from ${table:hubspot.engagements} where not coalesce(archived, false) order by id
