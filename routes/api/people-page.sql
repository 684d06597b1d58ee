-- The people after a cursor, with gists and files: a row for each file. One person more than wanted is read, to know whether there are more.
select p.id, cast(p.created_at as char(40)) as created_at, cast(p.updated_at as char(40)) as updated_at, p.github_username,
       cast(p.last_visit as char(40)) as last_visit, p.pipedrive_id,
       g.id as gist, cast(g.created_at as char(40)) as gist_created_at, cast(g.updated_at as char(40)) as gist_updated_at, g.description, g.pull_url,
       f.id as file, cast(f.created_at as char(40)) as file_created_at, cast(f.updated_at as char(40)) as file_updated_at, f.name, f.raw_url
  from (select * from people where id > :?cursor and being_added is null order by id limit :?rows) p
  left join gists g on g.person_id = p.id
  left join gist_files f on f.gist_id = g.id
 order by p.id, g.id, f.id
