-- One row per question of a scorecard. Key: point_id.
with source as (

    select * from {{ source('enderturing', 'scorecard_points') }}

),

renamed as (

    select
        -- keys
        cast(id as bigint) as point_id,
        cast(scorecard_id as bigint) as scorecard_id,

        -- texts
        cast(name as text) as point_name,

        -- numbers
        cast(max_score as numeric) as max_score

    from source

)

select * from renamed
