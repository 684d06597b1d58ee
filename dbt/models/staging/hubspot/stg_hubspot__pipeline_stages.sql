-- One row per stage of a pipeline of deals or tickets. Key: object_type, pipeline_id, stage_id.
with source as (

    select * from {{ source('hubspot', 'pipeline_stages') }}

    where _deleted_at is null

),

renamed as (

    select
        -- keys
        cast(id as text) as pipeline_stage_id,
        cast(object_type as text) as object_type,
        cast(pipeline_id as text) as pipeline_id,
        cast(stage_id as text) as stage_id,

        -- texts
        cast(label as text) as stage_name,

        -- numbers
        cast(display_order as integer) as display_order,
        cast(probability as numeric) as probability,

        -- flags
        cast(is_closed as boolean) as is_closed

    from source

)

select * from renamed
