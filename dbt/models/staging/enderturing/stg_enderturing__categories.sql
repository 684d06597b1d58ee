-- One row per category. Key: category_id.
with source as (

    select * from {{ source('enderturing', 'categories') }}

),

renamed as (

    select
        -- keys
        cast(id as bigint) as category_id,

        -- texts
        cast(name as text) as category_name,

        -- times
        cast(updated_at as timestamptz) as updated_at

    from source

)

select * from renamed
