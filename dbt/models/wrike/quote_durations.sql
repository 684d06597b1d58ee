-- One row per completed task with "quote" in its title. Key: id. How many days it took from being created to being completed.
-- Column names are those of the table, as reports on this view have known them.
with tasks as (

    select * from {{ source('wrike', 'tasks') }}

),

quotes as (

    select
        id,
        createddate,
        completeddate,
        updateddate,
        title,
        status,
        importance,
        round(cast(extract(epoch from completeddate - createddate) / 86400 as numeric), 4) as duration_in_days

    from tasks

    where status = 'Completed'
      and createddate is not null
      and completeddate is not null
      and title ilike '%quote%'

)

select * from quotes
