-- One row per invoice or bill. Key: invoice_id. Deleted ones are left out: they never counted.
with source as (

    select * from {{ source('xero', 'invoices') }}
    where status <> 'DELETED'

),

renamed as (

    select
        -- keys
        cast(invoiceid as text) as invoice_id,
        cast(contactid as text) as contact_id,
        cast(tenant_id as text) as organisation_id,

        -- texts
        cast(type as text) as invoice_type,
        cast(invoicenumber as text) as invoice_number,
        cast(reference as text) as reference,
        cast(status as text) as status,
        cast(lineamounttypes as text) as line_amount_types,
        cast(currencycode as text) as currency,
        cast(contact_name as text) as contact_name,
        cast(tenant_name as text) as organisation_name,

        -- amounts
        cast(currencyrate as numeric) as currency_rate,
        cast(subtotal as numeric(18, 2)) as subtotal,
        cast(totaltax as numeric(18, 2)) as total_tax,
        cast(total as numeric(18, 2)) as total,
        cast(amountdue as numeric(18, 2)) as amount_due,
        cast(amountpaid as numeric(18, 2)) as amount_paid,
        cast(amountcredited as numeric(18, 2)) as amount_credited,

        -- times
        cast(date as date) as invoice_date,
        cast(duedate as date) as due_date,
        cast(fullypaidondate as date) as fully_paid_on,
        cast(updateddateutc as timestamptz) as updated_at

    from source

)

select * from renamed
