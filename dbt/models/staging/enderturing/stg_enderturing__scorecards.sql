-- One row per scorecard. Key: scorecard_id.
with source as (

    select * from {{ source('enderturing', 'scorecards') }}

),

renamed as (

    select
        -- keys
        cast(id as bigint) as scorecard_id,

        -- texts
        cast(name as text) as scorecard_name,

        -- flags
        cast(is_automated as boolean) as is_automated,
        cast(is_archived as boolean) as is_archived

    from source

)

select * from renamed
