-- What people-page.sql reads, for MySQL and MariaDB, which have no arrays.
with page as (select * from people where id > ? and being_added is null order by id limit ?),
     found as (select * from gists where person_id between (select min(id) from page) and (select max(id) from page))
select 1 as kind, id as owner, id, created_at, updated_at, github_username as text, null as address, last_visit, pipedrive_id from page
union all
select 2, person_id, id, created_at, updated_at, description, pull_url, null, null from found
union all
select 3, gist_id, id, created_at, updated_at, name, raw_url, null, null from gist_files where gist_id in (select id from found)
