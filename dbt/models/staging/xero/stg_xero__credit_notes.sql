-- One row per credit note. Key: credit_note_id. Deleted ones are left out.
with source as (

    select * from {{ source('xero', 'credit_notes') }}
    where status <> 'DELETED'

),

renamed as (

    select
        -- keys
        cast(creditnoteid as text) as credit_note_id,
        cast(contactid as text) as contact_id,
        cast(tenant_id as text) as organisation_id,

        -- texts
        cast(type as text) as credit_note_type,
        cast(creditnotenumber as text) as credit_note_number,
        cast(status as text) as status,
        cast(reference as text) as reference,
        cast(currencycode as text) as currency,
        cast(contact_name as text) as contact_name,
        cast(tenant_name as text) as organisation_name,

        -- amounts
        cast(currencyrate as numeric) as currency_rate,
        cast(subtotal as numeric(18, 2)) as subtotal,
        cast(totaltax as numeric(18, 2)) as total_tax,
        cast(total as numeric(18, 2)) as total,
        cast(remainingcredit as numeric(18, 2)) as remaining_credit,

        -- times
        cast(date as date) as credit_note_date,
        cast(duedate as date) as due_date,
        cast(fullypaidondate as date) as used_up_on,
        cast(updateddateutc as timestamptz) as updated_at

    from source

)

select * from renamed
