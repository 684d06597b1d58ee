-- One row per repository that has a pull request. Key: repo_id.
{{ config(unique_key='repo_id') }}

with repos as (

    select
        repo_id,
        repo_url,
        repo_name,
        full_name
    from {{ ref('stg_github__repos') }} as repos
    where exists (select 1 from {{ ref('stg_github__pulls') }} as pulls where pulls.repo_id = repos.repo_id)

)

select * from repos

{% if is_incremental() %}
-- Only what differs is written.
where not exists (
    select 1
    from {{ this }} as known
    where known.repo_id = repos.repo_id
        and (known.repo_url, known.repo_name, known.full_name) is not distinct from (repos.repo_url, repos.repo_name, repos.full_name)
)
{% endif %}
