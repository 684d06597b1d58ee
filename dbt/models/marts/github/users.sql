-- One row per user: members of the organisations, and whoever else has written a commit or opened a pull request. Key: user_id.
-- The work of people who are no members, or no longer, would otherwise belong to nobody.
{{ config(unique_key='user_id') }}

with work as (

    select author_id as user_id, author_login as login, committed_at as at from {{ ref('stg_github__commits') }}
    union all
    select user_id, user_login, updated_at from {{ ref('stg_github__pulls') }}

),

workers as (

    -- The name that was seen last.
    select distinct on (user_id)
        user_id,
        login,
        'https://github.com/' || login as url
    from work
    where user_id is not null
    order by user_id asc, at desc, login asc

),

everybody as (

    select
        user_id,
        login,
        url,
        not is_gone as is_member
    from {{ ref('stg_github__users') }}

    union all

    select
        user_id,
        login,
        url,
        false as is_member
    from workers
    where not exists (select 1 from {{ ref('stg_github__users') }} as members where members.user_id = workers.user_id)

)

select
    user_id,
    url,
    -- The same under the name that later models gave it.
    url as user_url,
    login,
    is_member

from everybody

{% if is_incremental() %}
-- Only what differs is written.
where not exists (
    select 1
    from {{ this }} as known
    where known.user_id = everybody.user_id
        and (known.url, known.login, known.is_member) is not distinct from (everybody.url, everybody.login, everybody.is_member)
)
{% endif %}
