-- One row per folder or project. Key: folder_id.
with source as (

    select * from {{ source('wrike', 'folders') }}

),

renamed as (

    select
        -- keys
        cast(id as text) as folder_id,
        cast(workflowid as text) as workflow_id,

        -- texts
        cast(title as text) as title,
        cast(scope as text) as scope,
        cast("project-status" as text) as project_status,

        -- flags
        cast("project-createddate" is not null as boolean) as is_project,

        -- times
        cast(createddate as timestamptz) as created_at,
        cast(updateddate as timestamptz) as updated_at,
        cast("project-startdate" as date) as project_starts_on,
        cast("project-enddate" as date) as project_ends_on

    from source

)

select * from renamed
