-- One row per pipeline of deals or tickets. Key: object_type, pipeline_id.
with source as (

    select * from {{ source('hubspot', 'pipelines') }}

    where _deleted_at is null

),

renamed as (

    select
        -- keys
        cast(id as text) as pipeline_key,
        cast(object_type as text) as object_type,
        cast(pipeline_id as text) as pipeline_id,

        -- texts
        cast(label as text) as pipeline_name

    from source

)

select * from renamed
