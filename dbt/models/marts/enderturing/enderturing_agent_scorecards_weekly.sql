-- One row per agent, scorecard and week in which a session of the agent was scored by it. Key: agent_id, scorecard_id, week_starts_on.
-- A week begins on Monday, at the place that the variable enderturing_time_zone names. A review is what one reviewer said about one session;
-- questions that did not apply count nowhere.
with scores as (

    select * from {{ ref('stg_enderturing__session_scores') }}
    where score is not null

),

points as (

    select * from {{ ref('stg_enderturing__scorecard_points') }}

),

sessions as (

    select * from {{ ref('stg_enderturing__sessions') }}

),

agents as (

    select * from {{ ref('stg_enderturing__agents') }}

),

scorecards as (

    select * from {{ ref('stg_enderturing__scorecards') }}

),

reviews as (

    select
        scores.session_id,
        scores.scorecard_id,
        scores.reviewer_id,
        100 * sum(scores.score) / nullif(sum(points.max_score), 0) as score_percent

    from scores

    inner join points on scores.point_id = points.point_id and scores.scorecard_id = points.scorecard_id

    group by scores.session_id, scores.scorecard_id, scores.reviewer_id

),

weekly as (

    select
        sessions.agent_id,
        reviews.scorecard_id,
        cast(date_trunc('week', sessions.started_at at time zone '{{ var("enderturing_time_zone") }}') as date) as week_starts_on,
        count(distinct reviews.session_id) as number_of_sessions,
        count(*) as number_of_reviews,
        cast(avg(reviews.score_percent) as numeric(6, 2)) as average_score_percent

    from reviews

    inner join sessions on reviews.session_id = sessions.session_id

    where sessions.agent_id is not null
      and sessions.started_at is not null

    group by 1, 2, 3

),

final as (

    select
        -- keys
        cast(weekly.agent_id as text) || '-' || cast(weekly.scorecard_id as text) || '-' || cast(weekly.week_starts_on as text) as agent_week_id,
        weekly.agent_id,
        weekly.scorecard_id,
        weekly.week_starts_on,

        -- texts
        agents.agent_name,
        scorecards.scorecard_name,

        -- numbers
        weekly.number_of_sessions,
        weekly.number_of_reviews,
        weekly.average_score_percent

    from weekly

    left join agents on weekly.agent_id = agents.agent_id

    left join scorecards on weekly.scorecard_id = scorecards.scorecard_id

)

select * from final
