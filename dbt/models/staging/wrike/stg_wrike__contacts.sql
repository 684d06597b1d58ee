-- One row per person or group. Key: contact_id.
with source as (

    select * from {{ source('wrike', 'contacts') }}

),

renamed as (

    select
        -- keys
        cast(id as text) as contact_id,

        -- texts
        cast(firstname as text) as first_name,
        cast(lastname as text) as last_name,
        cast(type as text) as type,
        cast(title as text) as job,
        cast(primaryemail as text) as email,

        -- flags
        cast(deleted as boolean) as is_deleted

    from source

)

select * from renamed
