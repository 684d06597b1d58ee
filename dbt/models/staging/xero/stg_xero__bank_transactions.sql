-- One row per bank transaction. Key: bank_transaction_id. Deleted ones are left out.
with source as (

    select * from {{ source('xero', 'bank_transactions') }}
    where status <> 'DELETED'

),

renamed as (

    select
        -- keys
        cast(banktransactionid as text) as bank_transaction_id,
        cast(contactid as text) as contact_id,
        cast(bankaccountid as text) as bank_account_id,
        cast(tenant_id as text) as organisation_id,

        -- texts
        cast(type as text) as transaction_type,
        cast(status as text) as status,
        cast(reference as text) as reference,
        cast(bankaccountcode as text) as bank_account_code,
        cast(currencycode as text) as currency,
        cast(contact_name as text) as contact_name,
        cast(tenant_name as text) as organisation_name,

        -- amounts
        cast(currencyrate as numeric) as currency_rate,
        cast(subtotal as numeric(18, 2)) as subtotal,
        cast(totaltax as numeric(18, 2)) as total_tax,
        cast(total as numeric(18, 2)) as total,

        -- flags
        cast(isreconciled as boolean) as is_reconciled,

        -- times
        cast(date as date) as transaction_date,
        cast(updateddateutc as timestamptz) as updated_at

    from source

)

select * from renamed
