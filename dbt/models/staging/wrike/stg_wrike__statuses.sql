-- One row per status of a workflow. Key: status_id.
with source as (

    select * from {{ source('wrike', 'workflows_statuses') }}

),

renamed as (

    select
        -- keys
        cast(id as text) as status_id,
        cast(parent_id as text) as workflow_id,

        -- texts
        cast(name as text) as name,
        cast("group" as text) as status_group,

        -- numbers
        cast(position as integer) as place

    from source

)

select * from renamed
