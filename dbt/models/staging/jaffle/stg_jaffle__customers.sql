-- One row per customer. Key: customer_id.
with source as (

    select * from {{ source('jaffle', 'customers') }}
    where _deleted_at is null

),

renamed as (

    select
        -- keys
        cast(id as bigint) as customer_id,

        -- texts
        cast(first_name as text) as first_name,
        cast(last_name as text) as last_name

    from source

)

select * from renamed
