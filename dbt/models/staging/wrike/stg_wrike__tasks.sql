-- One row per task or subtask. Key: task_id.
with source as (

    select * from {{ source('wrike', 'tasks') }}

),

renamed as (

    select
        -- keys
        cast(id as text) as task_id,
        cast(customstatusid as text) as status_id,

        -- texts
        cast(title as text) as title,
        cast(status as text) as status,
        cast(importance as text) as importance,
        cast("dates-type" as text) as planned_as,
        cast(permalink as text) as permalink,

        -- numbers
        cast("dates-duration" as numeric) as planned_minutes,

        -- times
        cast(createddate as timestamptz) as created_at,
        cast(updateddate as timestamptz) as updated_at,
        cast(completeddate as timestamptz) as completed_at,
        cast("dates-start" as timestamp) as planned_start_at,
        cast("dates-due" as timestamp) as planned_due_at,

        -- lists
        cast(parentids as jsonb) as folder_ids,
        cast(responsibleids as jsonb) as responsible_ids,
        cast(supertaskids as jsonb) as super_task_ids,
        cast(customfields as jsonb) as custom_fields

    from source

)

select * from renamed
