-- One row per engagement and deal that are linked. Key: engagement_id, deal_id.
with source as (

    select * from {{ source('hubspot', 'engagements_deals') }}

    where _deleted_at is null

),

renamed as (

    select
        -- keys
        cast(id as text) as engagement_deal_id,
        cast(parent_id as text) as engagement_id,
        cast(deals_id as text) as deal_id,

        -- flags
        cast(is_primary as boolean) as is_primary

    from source

)

select * from renamed
