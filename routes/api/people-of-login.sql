-- One person with gists and files: a row for each file, or one where there is none.
select p.id, p.created_at, p.updated_at, p.github_username, p.last_visit, p.pipedrive_id,
       g.id, g.created_at, g.updated_at, g.description, g.pull_url,
       f.id, f.created_at, f.updated_at, f.name, f.raw_url
  from people p
  left join gists g on g.person_id = p.id
  left join gist_files f on f.gist_id = g.id
 where p.login = lower(?) and p.being_added is null
 order by p.id, g.id, f.id
