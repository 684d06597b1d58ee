-- One row per call or chat. Key: session_id.
with source as (

    select * from {{ source('enderturing', 'sessions') }}

),

renamed as (

    select
        -- keys
        cast(id as text) as session_id,
        cast(agent_id as bigint) as agent_id,
        cast(group_id as bigint) as group_id,

        -- texts
        cast(type as text) as session_type,
        cast(direction as text) as direction,
        cast(caller_id as text) as caller,
        cast(queue_name as text) as queue_name,
        cast(language_code as text) as language_code,

        -- numbers
        cast(duration as numeric) as seconds,
        cast(silence_percent as numeric) as silence_percent,
        cast(average_score as numeric) as average_score,

        -- times
        cast(start_dt as timestamptz) as started_at

    from source

)

select * from renamed
