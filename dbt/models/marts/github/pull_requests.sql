-- One row per pull request; with github_generation 1 only of merged ones. Key: pull_request_id.
-- depends_on: {{ ref('users') }}
{{ config(unique_key='pull_request_id') }}

with pulls as (

    select *
    from {{ ref('stg_github__pulls') }}
    {% if var('github_generation') | int == 1 %}where merged_at is not null{% endif %}

),

complete as (

    select
        pulls.pull_request_id,
        pulls.pull_request_number,
        pulls.pull_request_url,
        pulls.pull_request_title,
        pulls.user_id,
        repos.repo_id,
        pulls.created_at at time zone '{{ var("github_time_zone") }}' as created_at,
        pulls.merged_at at time zone '{{ var("github_time_zone") }}' as merged_at,
        pulls.closed_at at time zone '{{ var("github_time_zone") }}' as closed_at,
        extract(epoch from pulls.merged_at - pulls.created_at) / 3600 as hours_to_solve,
        -- An open one has taken until today began: so it has one value a day, and building twice changes nothing.
        greatest(
            extract(epoch from coalesce(pulls.merged_at, pulls.closed_at, date_trunc('day', now())) - pulls.created_at) / 86400, 0
        ) as days_to_solve,
        pulls.loaded_at
    from pulls
    -- Its repository may be gone from GitHub and from our tables.
    left join {{ ref('repos') }} as repos on pulls.repo_id = repos.repo_id

)

select * from complete

{% if is_incremental() %}
where loaded_at > (select coalesce(max(loaded_at), '-infinity') from {{ this }})
    -- Those that were open when they were built grow older.
    or (
        closed_at is null
        and days_to_solve is distinct from (
            select known.days_to_solve from {{ this }} as known where known.pull_request_id = complete.pull_request_id
        )
    )
{% endif %}
