-- One row per budget. Key: budget_id.
with source as (

    select * from {{ source('xero', 'budgets') }}

),

renamed as (

    select
        -- keys
        cast(budgetid as text) as budget_id,
        cast(tenant_id as text) as organisation_id,

        -- texts
        cast(description as text) as budget_name,
        cast(type as text) as budget_type,
        cast(status as text) as status,
        cast(tenant_name as text) as organisation_name,

        -- lists
        cast(tracking as jsonb) as tracking,

        -- times
        cast(updateddateutc as timestamptz) as updated_at

    from source

)

select * from renamed
