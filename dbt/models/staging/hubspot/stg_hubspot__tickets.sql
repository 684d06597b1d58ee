-- One row per ticket that was not deleted. Key: ticket_id.
with source as (

    select * from {{ source('hubspot', 'tickets') }}

    where not coalesce(archived, false)

),

renamed as (

    select
        -- keys
        cast(id as text) as ticket_id,
        cast(hubspot_owner_id as text) as owner_id,
        cast(hs_pipeline as text) as pipeline_id,
        cast(hs_pipeline_stage as text) as stage_id,

        -- texts
        cast(subject as text) as subject,
        cast(hs_ticket_priority as text) as priority,
        cast(hs_ticket_category as text) as category,

        -- times
        cast(closed_date as timestamptz) as closed_at,
        cast(createdat as timestamptz) as created_at,
        cast(updatedat as timestamptz) as updated_at

    from source

)

select * from renamed
