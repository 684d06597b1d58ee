-- The people after a cursor, then their gists, then the files of those: a row for each, in any order, and nothing twice. owner is the person of a gist, the gist of a
-- file. One person more than wanted is read, to know whether there are more. The bounds of the gists say nothing new; without them PostgreSQL would rather
-- read all gists than those of a hundred people. The files of an array of gists cost it half of what those of a list of rows do.
with page as (select * from people where id > ? and being_added is null order by id limit ?),
     found as (select * from gists where person_id between (select min(id) from page) and (select max(id) from page))
select 1 as kind, id as owner, id, created_at, updated_at, github_username as text, null as address, last_visit, pipedrive_id from page
union all
select 2, person_id, id, created_at, updated_at, description, pull_url, null, null from found
union all
select 3, gist_id, id, created_at, updated_at, name, raw_url, null, null from gist_files where gist_id = any (array(select id from found))
