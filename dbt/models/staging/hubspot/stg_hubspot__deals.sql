-- One row per deal that was not deleted. Key: deal_id.
with source as (

    select * from {{ source('hubspot', 'deals') }}

    where not coalesce(archived, false)

),

renamed as (

    select
        -- keys
        cast(id as text) as deal_id,
        cast(hubspot_owner_id as text) as owner_id,
        cast(hubspot_team_id as text) as team_id,
        cast(pipeline as text) as pipeline_id,
        cast(dealstage as text) as stage_id,

        -- texts
        cast(dealname as text) as deal_name,
        cast(deal_currency_code as text) as currency,

        -- amounts
        cast(amount as numeric) as amount,
        cast(amount_in_home_currency as numeric) as amount_in_home_currency,
        cast(hs_forecast_amount as numeric) as forecast_amount,

        -- times
        cast(closedate as timestamptz) as closed_at,
        cast(createdat as timestamptz) as created_at,
        cast(updatedat as timestamptz) as updated_at

    from source

)

select * from renamed
