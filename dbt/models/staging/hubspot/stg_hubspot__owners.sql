-- One row per owner, those who left too: old records still belong to them. Key: owner_id.
with source as (

    select * from {{ source('hubspot', 'owners') }}

    where _deleted_at is null

),

renamed as (

    select
        -- keys
        cast(id as text) as owner_id,
        cast(useridincludinginactive as text) as user_id,

        -- texts
        cast(email as text) as email,
        cast(firstname as text) as first_name,
        cast(lastname as text) as last_name,

        -- flags
        cast(archived as boolean) as has_left

    from source

)

select * from renamed
