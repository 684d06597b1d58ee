-- One row per session and category it is in. Key: session_id, category_id.
with source as (

    select * from {{ source('enderturing', 'sessions_categories') }}

),

renamed as (

    select
        -- keys
        cast(session_id as text) as session_id,
        cast(category_id as bigint) as category_id,

        -- flags
        cast(is_verified as boolean) as is_verified

    from source

)

select * from renamed
