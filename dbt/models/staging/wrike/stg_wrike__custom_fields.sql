-- One row per custom field. Key: custom_field_id.
with source as (

    select * from {{ source('wrike', 'custom_fields') }}

),

renamed as (

    select
        -- keys
        cast(id as text) as custom_field_id,

        -- texts
        cast(title as text) as title,
        cast(type as text) as type

    from source

)

select * from renamed
