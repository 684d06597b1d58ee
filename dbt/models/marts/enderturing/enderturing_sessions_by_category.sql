-- One row per category, those without a session included. Key: category_id. A session in several categories counts in each.
with links as (

    select * from {{ ref('stg_enderturing__session_categories') }}

),

sessions as (

    select * from {{ ref('stg_enderturing__sessions') }}

),

categories as (

    select * from {{ ref('stg_enderturing__categories') }}

),

counted as (

    select
        links.category_id,
        count(*) as number_of_sessions,
        count(*) filter (where links.is_verified) as number_verified,
        cast(avg(sessions.seconds) as numeric(12, 2)) as average_seconds,
        cast(avg(sessions.average_score) as numeric(6, 2)) as average_score_percent,
        min(sessions.started_at) as first_session_at,
        max(sessions.started_at) as last_session_at

    from links

    inner join sessions on links.session_id = sessions.session_id

    group by links.category_id

),

final as (

    select
        -- keys
        categories.category_id,

        -- texts
        categories.category_name,

        -- numbers
        coalesce(counted.number_of_sessions, 0) as number_of_sessions,
        coalesce(counted.number_verified, 0) as number_verified,
        counted.average_seconds,
        counted.average_score_percent,

        -- times
        counted.first_session_at,
        counted.last_session_at

    from categories

    left join counted on categories.category_id = counted.category_id

)

select * from final
