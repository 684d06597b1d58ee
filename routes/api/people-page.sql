-- The people after a cursor, with gists and files: a row for each file. One person more than wanted is read, to know whether there are more.
-- The bounds say nothing new; without them PostgreSQL would rather read all gists than those of a hundred people.
with page as (select * from people where id > ? and being_added is null order by id limit ?)
select p.id, p.created_at, p.updated_at, p.github_username, p.last_visit, p.pipedrive_id,
       g.id, g.created_at, g.updated_at, g.description, g.pull_url,
       f.id, f.created_at, f.updated_at, f.name, f.raw_url
  from page p
  left join gists g on g.person_id = p.id and g.person_id between (select min(id) from page) and (select max(id) from page)
  left join gist_files f on f.gist_id = g.id
 order by p.id, g.id, f.id
