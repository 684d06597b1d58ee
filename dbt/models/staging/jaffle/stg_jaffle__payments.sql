-- One row per payment. Key: payment_id. Cents become currency units here and nowhere else.
with source as (

    select * from {{ source('jaffle', 'payments') }}
    where _deleted_at is null

),

renamed as (

    select
        -- keys
        cast(id as bigint) as payment_id,
        cast(order_id as bigint) as order_id,

        -- texts
        cast(payment_method as text) as payment_method,

        -- amounts
        cast(cast(amount as numeric) / 100 as numeric(18, 2)) as amount

    from source

)

select * from renamed
