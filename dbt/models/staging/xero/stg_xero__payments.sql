-- One row per payment. Key: payment_id. Deleted ones are left out: they never happened.
with source as (

    select * from {{ source('xero', 'payments') }}
    where status <> 'DELETED'

),

renamed as (

    select
        -- keys
        cast(paymentid as text) as payment_id,
        cast(invoiceid as text) as invoice_id,
        cast(creditnoteid as text) as credit_note_id,
        cast(prepaymentid as text) as prepayment_id,
        cast(overpaymentid as text) as overpayment_id,
        cast(accountid as text) as account_id,
        cast(tenant_id as text) as organisation_id,

        -- texts
        cast(paymenttype as text) as payment_type,
        cast(status as text) as status,
        cast(reference as text) as reference,
        cast(accountcode as text) as account_code,
        cast(tenant_name as text) as organisation_name,

        -- amounts
        cast(amount as numeric(18, 2)) as amount,
        cast(bankamount as numeric(18, 2)) as bank_amount,
        cast(currencyrate as numeric) as currency_rate,

        -- flags
        cast(isreconciled as boolean) as is_reconciled,

        -- times
        cast(date as date) as paid_on,
        cast(updateddateutc as timestamptz) as updated_at

    from source

)

select * from renamed
