-- One row per question that a reviewer answered about a session. Key: session_id, scorecard_id, reviewer_id, point_id.
with source as (

    select * from {{ source('enderturing', 'sessions_scores') }}

),

renamed as (

    select
        -- keys
        cast(session_id as text) as session_id,
        cast(scorecard_id as bigint) as scorecard_id,
        cast(reviewer_id as bigint) as reviewer_id,
        cast(scorecard_point_id as bigint) as point_id,

        -- numbers
        cast(score as numeric) as score

    from source

)

select * from renamed
