-- One row per contact that was not deleted. Key: contact_id.
with source as (

    select * from {{ source('hubspot', 'contacts') }}

    where not coalesce(archived, false)

),

renamed as (

    select
        -- keys
        cast(id as text) as contact_id,
        cast(hubspot_owner_id as text) as owner_id,

        -- texts
        cast(email as text) as email,
        cast(firstname as text) as first_name,
        cast(lastname as text) as last_name,

        -- times
        cast(createdat as timestamptz) as created_at,
        cast(updatedat as timestamptz) as updated_at

    from source

)

select * from renamed
