-- One row per agent. Key: agent_id.
with source as (

    select * from {{ source('enderturing', 'agents') }}

),

renamed as (

    select
        -- keys
        cast(id as bigint) as agent_id,

        -- texts
        cast(name as text) as agent_name,
        cast(phone_number as text) as phone_number,

        -- flags
        cast(is_active as boolean) as is_active,

        -- times
        cast(deactivated_at as timestamptz) as deactivated_at

    from source

)

select * from renamed
