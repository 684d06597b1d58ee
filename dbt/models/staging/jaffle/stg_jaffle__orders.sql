-- One row per order. Key: order_id.
with source as (

    select * from {{ source('jaffle', 'orders') }}
    where _deleted_at is null

),

renamed as (

    select
        -- keys
        cast(id as bigint) as order_id,
        cast(user_id as bigint) as customer_id,

        -- texts
        cast(status as text) as status,

        -- dates
        cast(order_date as date) as order_date

    from source

)

select * from renamed
