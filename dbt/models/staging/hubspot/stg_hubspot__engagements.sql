-- One row per call, e-mail, meeting, note or task that was not deleted. Key: engagement_id.
with source as (

    select * from {{ source('hubspot', 'engagements') }}

    where not coalesce(archived, false)

),

renamed as (

    select
        -- keys
        cast(id as text) as engagement_id,
        cast(hubspot_owner_id as text) as owner_id,
        cast(hubspot_team_id as text) as team_id,

        -- texts
        cast(hs_engagement_type as text) as engagement_type,
        cast(hs_activity_type as text) as activity_type,
        cast(hs_call_disposition as text) as call_disposition,
        cast(hs_meeting_outcome as text) as meeting_outcome,

        -- times
        cast(hs_timestamp as timestamptz) as happened_at,
        cast(createdat as timestamptz) as created_at,
        cast(updatedat as timestamptz) as updated_at

    from source

)

select * from renamed
