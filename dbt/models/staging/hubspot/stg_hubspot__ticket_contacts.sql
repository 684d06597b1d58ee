-- One row per ticket and contact that are linked. Key: ticket_id, contact_id.
with source as (

    select * from {{ source('hubspot', 'tickets_contacts') }}

    where _deleted_at is null

),

renamed as (

    select
        -- keys
        cast(id as text) as ticket_contact_id,
        cast(parent_id as text) as ticket_id,
        cast(contacts_id as text) as contact_id,

        -- flags
        cast(is_primary as boolean) as is_primary

    from source

)

select * from renamed
