-- One row per commit. Key: commit_id; copies of a repository share commits, of which the oldest repository keeps the row.
-- depends_on: {{ ref('users') }}
{{ config(unique_key='commit_id') }}

with commits as (

    select distinct on (commit_id) *
    from {{ ref('stg_github__commits') }}
    order by commit_id asc, repo_id asc

),

complete as (

    select
        commits.commit_id,
        commits.commit_url,
        split_part(commits.message, e'\n', 1) as commit_title,
        commits.author_id as user_id,
        -- Null while the repository has no pull request.
        repos.repo_id,
        commits.committed_at at time zone '{{ var("github_time_zone") }}' as created_at,
        commits.loaded_at
    from commits
    left join {{ ref('repos') }} as repos on commits.repo_id = repos.repo_id

)

select * from complete

{% if is_incremental() %}
where loaded_at > (select coalesce(max(loaded_at), '-infinity') from {{ this }})
    -- Its repository has got its first pull request.
    or (repo_id is not null and commit_id in (select known.commit_id from {{ this }} as known where known.repo_id is null))
{% endif %}
