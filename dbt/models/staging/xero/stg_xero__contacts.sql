-- One row per contact, archived ones too. Key: contact_id.
with source as (

    select * from {{ source('xero', 'contacts') }}

),

renamed as (

    select
        -- keys
        cast(contactid as text) as contact_id,
        cast(tenant_id as text) as organisation_id,

        -- texts
        cast(contactstatus as text) as status,
        cast(name as text) as contact_name,
        cast(firstname as text) as first_name,
        cast(lastname as text) as last_name,
        cast(emailaddress as text) as email,
        cast(companynumber as text) as company_number,
        cast(accountnumber as text) as account_number,
        cast(taxnumber as text) as tax_number,
        cast(defaultcurrency as text) as default_currency,
        cast(website as text) as website,
        cast(tenant_name as text) as organisation_name,

        -- flags
        cast(issupplier as boolean) as is_supplier,
        cast(iscustomer as boolean) as is_customer,

        -- times
        cast(updateddateutc as timestamptz) as updated_at

    from source

)

select * from renamed
