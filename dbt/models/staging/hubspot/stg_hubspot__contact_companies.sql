-- One row per contact and company that are linked. Key: contact_id, company_id.
with source as (

    select * from {{ source('hubspot', 'contacts_companies') }}

    where _deleted_at is null

),

renamed as (

    select
        -- keys
        cast(id as text) as contact_company_id,
        cast(parent_id as text) as contact_id,
        cast(companies_id as text) as company_id,

        -- flags
        cast(is_primary as boolean) as is_primary

    from source

)

select * from renamed
