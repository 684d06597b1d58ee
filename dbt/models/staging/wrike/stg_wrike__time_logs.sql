-- One row per entry of time. Key: time_log_id.
with source as (

    select * from {{ source('wrike', 'time_logs') }}

),

renamed as (

    select
        -- keys
        cast(id as text) as time_log_id,
        cast(taskid as text) as task_id,
        cast(userid as text) as contact_id,

        -- texts
        cast(comment as text) as comment,

        -- numbers
        cast(hours as numeric) as hours,

        -- times
        cast(trackeddate as date) as worked_on,
        cast(createddate as timestamptz) as created_at,
        cast(updateddate as timestamptz) as updated_at

    from source

)

select * from renamed
