-- One row per goal that was not deleted. Key: goal_id.
with source as (

    select * from {{ source('hubspot', 'goals') }}

    where not coalesce(archived, false)

),

renamed as (

    select
        -- keys
        cast(id as text) as goal_id,
        cast(hs_created_by_user_id as text) as created_by_user_id,

        -- texts
        cast(hs_goal_name as text) as goal_name,

        -- amounts
        cast(hs_target_amount as numeric) as target_amount,

        -- times
        cast(hs_start_datetime as timestamptz) as starts_at,
        cast(hs_end_datetime as timestamptz) as ends_at

    from source

)

select * from renamed
