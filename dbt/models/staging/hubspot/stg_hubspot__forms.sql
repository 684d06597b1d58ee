-- One row per form that was not deleted. Key: form_id.
with source as (

    select * from {{ source('hubspot', 'forms') }}

    where not coalesce(archived, false)

),

renamed as (

    select
        -- keys
        cast(id as text) as form_id,

        -- texts
        cast(name as text) as form_name,
        cast(formtype as text) as form_type,

        -- times
        cast(createdat as timestamptz) as created_at

    from source

)

select * from renamed
