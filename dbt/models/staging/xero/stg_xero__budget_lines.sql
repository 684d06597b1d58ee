-- One row per budget, account and month. Key: budget_line_id. The month becomes its first day.
with source as (

    select * from {{ source('xero', 'budgets_lines') }}

),

renamed as (

    select
        -- keys
        cast(id as text) as budget_line_id,
        cast(parent_id as text) as budget_id,
        cast(accountid as text) as account_id,
        cast(tenant_id as text) as organisation_id,

        -- texts
        cast(accountcode as text) as account_code,
        cast(notes as text) as notes,

        -- amounts
        cast(amount as numeric(18, 2)) as amount,

        -- times
        cast(period || '-01' as date) as month

    from source

)

select * from renamed
