-- One row per line of an invoice or bill, with what people ask of the whole invoice. Key: line_id.
with lines as (

    select * from {{ ref('stg_xero__invoice_lines') }}

),

invoices as (

    select * from {{ ref('xero_invoices') }}

),

line_amount_types as (

    select
        invoice_id,
        line_amount_types

    from {{ ref('stg_xero__invoices') }}

),

accounts as (

    select * from {{ ref('stg_xero__accounts') }}

),

final as (

    select
        -- keys
        lines.line_id,
        lines.invoice_id,
        lines.account_id,
        invoices.contact_id,
        invoices.organisation_id,

        -- texts
        invoices.organisation_name,
        invoices.invoice_number,
        invoices.invoice_type,
        invoices.status,
        invoices.contact_name,
        invoices.currency,
        lines.description,
        lines.account_code,
        accounts.account_name,
        accounts.account_class,
        lines.item_code,

        -- times
        invoices.invoice_date,
        invoices.due_date,

        -- amounts
        lines.quantity,
        lines.unit_amount,
        lines.tax_amount,
        case line_amount_types.line_amount_types
            when 'Inclusive' then lines.line_amount - coalesce(lines.tax_amount, 0)
            else lines.line_amount
        end as net_amount

    from lines

    inner join invoices on lines.invoice_id = invoices.invoice_id

    inner join line_amount_types on lines.invoice_id = line_amount_types.invoice_id

    left join accounts on lines.account_id = accounts.account_id

)

select * from final
