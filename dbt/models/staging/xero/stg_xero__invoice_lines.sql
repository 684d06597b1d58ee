-- One row per line of an invoice that it still has. Key: line_id.
with source as (

    select lines.*

    from {{ source('xero', 'invoices_lines') }} as lines

    -- The parent knows its present lines; a line that was removed stays in its table and is none of them.
    inner join {{ source('xero', 'invoices') }} as parents
        on
            lines.parent_id = parents.invoiceid
            and jsonb_exists(parents.lineitemids, lines.lineitemid)
            and parents.status <> 'DELETED'

),

renamed as (

    select
        -- keys
        cast(lineitemid as text) as line_id,
        cast(parent_id as text) as invoice_id,
        cast(accountid as text) as account_id,
        cast(tenant_id as text) as organisation_id,

        -- texts
        cast(description as text) as description,
        cast(accountcode as text) as account_code,
        cast(taxtype as text) as tax_type,
        cast(itemcode as text) as item_code,

        -- amounts
        cast(quantity as numeric) as quantity,
        cast(unitamount as numeric) as unit_amount,
        cast(discountrate as numeric) as discount_rate,
        cast(lineamount as numeric(18, 2)) as line_amount,
        cast(taxamount as numeric(18, 2)) as tax_amount,

        -- lists
        cast(tracking as jsonb) as tracking

    from source

)

select * from renamed
