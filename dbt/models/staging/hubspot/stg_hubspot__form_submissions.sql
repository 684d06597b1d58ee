-- One row per time a form was sent. Key: submission_id.
with source as (

    select * from {{ source('hubspot', 'form_submissions') }}

),

renamed as (

    select
        -- keys
        cast(id as text) as submission_id,
        cast(formid as text) as form_id,

        -- texts
        cast(pageurl as text) as page_url,

        -- times
        cast(submittedat as timestamptz) as submitted_at

    from source

)

select * from renamed
