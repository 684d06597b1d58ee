-- Staging renames and casts; of the rows that are still in their files it neither loses nor invents any. Fails with one row per table whose counts differ.
{% set pairs = [('customers', 'stg_jaffle__customers'), ('orders', 'stg_jaffle__orders'), ('payments', 'stg_jaffle__payments')] %}

with counts as (

    {% for table, model in pairs -%}
    select
        '{{ table }}' as table_name,
        (select count(*) from {{ source('jaffle', table) }} where _deleted_at is null) as loaded,
        (select count(*) from {{ ref(model) }}) as staged
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from counts where loaded <> staged
