-- Sessions of the last days whose summary was never there: they came late, so that no call for more was made, or they have none.
select id
from ${table:enderturing.sessions} s
where start_dt >= ${moment:variable.from}
  and not exists (select 1 from ${table:enderturing.sessions_summaries} t where t.session_id = s.id)
order by id
