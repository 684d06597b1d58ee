-- One row per day and source of visits. Key: traffic_id.
with source as (

    select * from {{ source('hubspot', 'marketings') }}

),

renamed as (

    select
        -- keys
        cast(id as text) as traffic_id,

        -- texts
        cast(breakdown as text) as source,

        -- numbers
        cast(visits as bigint) as visits,
        cast(visitors as bigint) as visitors,
        cast(rawviews as bigint) as page_views,
        cast(bounces as bigint) as bounces,

        -- dates
        cast(date_key as date) as day

    from source

)

select * from renamed
