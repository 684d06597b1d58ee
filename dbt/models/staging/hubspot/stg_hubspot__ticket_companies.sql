-- One row per ticket and company that are linked. Key: ticket_id, company_id.
with source as (

    select * from {{ source('hubspot', 'tickets_companies') }}

    where _deleted_at is null

),

renamed as (

    select
        -- keys
        cast(id as text) as ticket_company_id,
        cast(parent_id as text) as ticket_id,
        cast(companies_id as text) as company_id,

        -- flags
        cast(is_primary as boolean) as is_primary

    from source

)

select * from renamed
