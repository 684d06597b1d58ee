-- One row per company that was not deleted. Key: company_id.
with source as (

    select * from {{ source('hubspot', 'companies') }}

    where not coalesce(archived, false)

),

renamed as (

    select
        -- keys
        cast(id as text) as company_id,

        -- texts
        cast(name as text) as company_name,
        cast(domain as text) as domain,
        cast(city as text) as city,
        cast(state as text) as state,
        cast(country as text) as country,
        cast(industry as text) as industry,
        cast(phone as text) as phone,
        cast(lifecyclestage as text) as lifecycle_stage,

        -- times
        cast(createdat as timestamptz) as created_at,
        cast(updatedat as timestamptz) as updated_at

    from source

)

select * from renamed
