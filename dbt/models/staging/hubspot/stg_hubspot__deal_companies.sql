-- One row per deal and company that are linked. Key: deal_id, company_id.
with source as (

    select * from {{ source('hubspot', 'deals_companies') }}

    where _deleted_at is null

),

renamed as (

    select
        -- keys
        cast(id as text) as deal_company_id,
        cast(parent_id as text) as deal_id,
        cast(companies_id as text) as company_id,

        -- flags
        cast(is_primary as boolean) as is_primary

    from source

)

select * from renamed
