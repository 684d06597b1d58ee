-- One row per account of the chart of accounts. Key: account_id; code is unique within an organisation.
with source as (

    select * from {{ source('xero', 'accounts') }}

),

renamed as (

    select
        -- keys
        cast(accountid as text) as account_id,
        cast(tenant_id as text) as organisation_id,

        -- texts
        cast(code as text) as account_code,
        cast(name as text) as account_name,
        cast(type as text) as account_type,
        cast(class as text) as account_class,
        cast(status as text) as status,
        cast(description as text) as description,
        cast(taxtype as text) as tax_type,
        cast(currencycode as text) as currency,
        cast(systemaccount as text) as system_account,
        cast(reportingcode as text) as reporting_code,
        cast(tenant_name as text) as organisation_name,

        -- flags
        cast(enablepaymentstoaccount as boolean) as takes_payments,
        cast(showinexpenseclaims as boolean) as in_expense_claims,

        -- times
        cast(updateddateutc as timestamptz) as updated_at

    from source

)

select * from renamed
