-- One row per invoice or bill, with its contact, what its lines add up to and what was paid. Key: invoice_id.
-- Amounts are in the currency of the invoice; the last column is in that of the organisation.
with invoices as (

    select * from {{ ref('stg_xero__invoices') }}

),

contacts as (

    select * from {{ ref('stg_xero__contacts') }}

),

lines as (

    select
        invoice_id,
        count(*) as number_of_lines,
        sum(line_amount) as lines_amount

    from {{ ref('stg_xero__invoice_lines') }}

    group by invoice_id

),

payments as (

    select
        invoice_id,
        count(*) as number_of_payments,
        sum(amount) as payments_amount,
        max(paid_on) as last_paid_on

    from {{ ref('stg_xero__payments') }}

    where invoice_id is not null

    group by invoice_id

),

final as (

    select
        -- keys
        invoices.invoice_id,
        invoices.contact_id,
        invoices.organisation_id,

        -- texts
        invoices.organisation_name,
        invoices.invoice_number,
        invoices.invoice_type,
        invoices.status,
        invoices.reference,
        invoices.currency,
        coalesce(contacts.contact_name, invoices.contact_name) as contact_name,
        contacts.email as contact_email,

        -- times
        invoices.invoice_date,
        invoices.due_date,
        invoices.fully_paid_on,
        payments.last_paid_on,
        invoices.updated_at,

        -- numbers
        coalesce(lines.number_of_lines, 0) as number_of_lines,
        coalesce(payments.number_of_payments, 0) as number_of_payments,

        -- amounts
        invoices.subtotal,
        invoices.total_tax,
        invoices.total,
        invoices.amount_due,
        invoices.amount_paid,
        invoices.amount_credited,
        coalesce(lines.lines_amount, 0) as lines_amount,
        coalesce(payments.payments_amount, 0) as payments_amount,
        cast(invoices.total / nullif(invoices.currency_rate, 0) as numeric(18, 2)) as total_in_home_currency

    from invoices

    left join contacts on invoices.contact_id = contacts.contact_id

    left join lines on invoices.invoice_id = lines.invoice_id

    left join payments on invoices.invoice_id = payments.invoice_id

)

select * from final
