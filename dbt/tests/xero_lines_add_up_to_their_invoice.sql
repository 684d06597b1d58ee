-- The lines that staging keeps are all of an invoice and no others. Fails with one row per invoice whose lines add up to something else.
{{ config(tags=['xero']) }}

select
    invoices.invoice_id,
    invoices.invoice_number,
    invoices.lines_amount

from {{ ref('xero_invoices') }} as invoices

inner join {{ ref('stg_xero__invoices') }} as staged on invoices.invoice_id = staged.invoice_id

-- Xero rounds each line and the whole on its own; voided invoices keep their lines and lose their amounts.
where
    invoices.status <> 'VOIDED'
    and abs(
        invoices.lines_amount
        - case staged.line_amount_types when 'Inclusive' then invoices.total else invoices.subtotal end
    ) > 0.05
