-- One person, then the gists, then the files of those: a row for each, in any order. owner is the person of a gist, the gist of a file.
with one as (select * from people where login = lower(?) and being_added is null),
     found as (select * from gists where person_id = (select id from one))
select 1 as kind, id as owner, id, created_at, updated_at, github_username as text, null as address, last_visit, pipedrive_id from one
union all
select 2, person_id, id, created_at, updated_at, description, pull_url, null, null from found
union all
select 3, gist_id, id, created_at, updated_at, name, raw_url, null, null from gist_files where gist_id in (select id from found)
