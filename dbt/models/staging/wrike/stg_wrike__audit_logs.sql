-- One row per event of the audit log. Key: event_id.
with source as (

    select * from {{ source('wrike', 'audit_logs') }}

),

renamed as (

    select
        -- keys
        cast(id as text) as event_id,
        cast(userid as text) as contact_id,
        cast(objectid as text) as object_id,

        -- texts
        cast(operation as text) as operation,
        cast(useremail as text) as email,
        cast(ipaddress as text) as ip_address,
        cast(objecttype as text) as object_type,
        cast(objectname as text) as object_name,
        cast("details-origin" as text) as origin,

        -- times
        cast(eventdate as timestamptz) as happened_at

    from source

)

select * from renamed
