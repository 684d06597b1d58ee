-- One row per tracking category. Key: tracking_category_id.
with source as (

    select * from {{ source('xero', 'tracking_categories') }}

),

renamed as (

    select
        -- keys
        cast(trackingcategoryid as text) as tracking_category_id,
        cast(tenant_id as text) as organisation_id,

        -- texts
        cast(name as text) as category_name,
        cast(status as text) as status,
        cast(tenant_name as text) as organisation_name,

        -- lists
        cast(options as jsonb) as options

    from source

)

select * from renamed
