-- Sessions of the last days whose summary was never there: they came late, so that no call for more was made, or they have none.
select id
from enderturing.sessions
where start_dt >= cast(${variable.from} as timestamptz)
  and not exists (select 1 from enderturing.sessions_summaries where sessions_summaries.session_id = sessions.id)
order by id
