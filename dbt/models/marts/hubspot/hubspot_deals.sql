-- One row per deal that was not deleted, with its main company, its owner and its stage. Key: deal_id.
-- The main company is the one HubSpot calls primary; where none is, the one that was there first (the lowest id).
with deals as (

    select * from {{ ref('stg_hubspot__deals') }}

),

companies as (

    select * from {{ ref('stg_hubspot__companies') }}

),

links as (

    select
        deal_companies.deal_id,
        deal_companies.company_id,
        row_number() over (
            partition by deal_companies.deal_id
            order by deal_companies.is_primary desc nulls last, cast(deal_companies.company_id as bigint)
        ) as place,
        count(*) over (partition by deal_companies.deal_id) as number_of_companies

    from {{ ref('stg_hubspot__deal_companies') }} as deal_companies

    -- Only companies that are still there.
    inner join companies on deal_companies.company_id = companies.company_id

),

contacts as (

    select
        deal_contacts.deal_id,
        count(*) as number_of_contacts

    from {{ ref('stg_hubspot__deal_contacts') }} as deal_contacts

    inner join {{ ref('stg_hubspot__contacts') }} as contacts
        on deal_contacts.contact_id = contacts.contact_id

    group by deal_contacts.deal_id

),

owners as (

    select * from {{ ref('stg_hubspot__owners') }}

),

pipelines as (

    select * from {{ ref('stg_hubspot__pipelines') }} where object_type = 'deals'

),

stages as (

    select * from {{ ref('stg_hubspot__pipeline_stages') }} where object_type = 'deals'

),

final as (

    select
        deals.deal_id,
        deals.deal_name,
        deals.amount,
        deals.currency,
        deals.amount_in_home_currency,
        deals.pipeline_id,
        pipelines.pipeline_name,
        deals.stage_id,
        stages.stage_name,
        stages.is_closed,
        coalesce(stages.is_closed and stages.probability = 1, false) as is_won,
        deals.owner_id,
        nullif(concat_ws(' ', owners.first_name, owners.last_name), '') as owner_name,
        owners.email as owner_email,
        links.company_id,
        companies.company_name,
        companies.domain as company_domain,
        companies.country as company_country,
        coalesce(links.number_of_companies, 0) as number_of_companies,
        coalesce(contacts.number_of_contacts, 0) as number_of_contacts,
        deals.created_at,
        deals.closed_at,
        deals.updated_at

    from deals

    left join links on deals.deal_id = links.deal_id and links.place = 1

    left join companies on links.company_id = companies.company_id

    left join contacts on deals.deal_id = contacts.deal_id

    left join owners on deals.owner_id = owners.owner_id

    left join pipelines on deals.pipeline_id = pipelines.pipeline_id

    left join stages on deals.pipeline_id = stages.pipeline_id and deals.stage_id = stages.stage_id

)

select * from final
