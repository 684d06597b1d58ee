-- One row per team. Key: team_id.
with source as (

    select * from {{ source('hubspot', 'teams') }}

    where _deleted_at is null

),

renamed as (

    select
        -- keys
        cast(id as text) as team_id,

        -- texts
        cast(name as text) as team_name

    from source

)

select * from renamed
