-- One row per deal and contact that are linked. Key: deal_id, contact_id.
with source as (

    select * from {{ source('hubspot', 'deals_contacts') }}

    where _deleted_at is null

),

renamed as (

    select
        -- keys
        cast(id as text) as deal_contact_id,
        cast(parent_id as text) as deal_id,
        cast(contacts_id as text) as contact_id,

        -- flags
        cast(is_primary as boolean) as is_primary

    from source

)

select * from renamed
