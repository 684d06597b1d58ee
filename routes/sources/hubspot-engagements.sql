-- The engagements whose links are asked for: those that were not deleted.
select id from hubspot.engagements where not coalesce(archived, false) order by id
