{#
  The rows of a table of GitHub, whichever way they are kept: whole in `item` (github.rows = item) or in columns. Of a table that is not there -
  its stream is not selected - there are no rows.

  columns: by name, the place in `item` and the type. A column has the name that is given last, or the name itself.
#}
{% macro github_rows(table, columns) %}
{%- set relation = load_relation(source('github', table)) if execute else none -%}
{%- set there = adapter.get_columns_in_relation(relation) | map(attribute='name') | list if relation is not none else [] -%}
select
{%- for name, about in columns.items() %}
    {%- if relation is none %}
    cast(null as {{ about[1] }}) as {{ name }},
    {%- elif 'item' in there %}
    cast(item {{ '#>' if about[1] == 'jsonb' else '#>>' }} '{{ about[0] }}' as {{ about[1] }}) as {{ name }},
    {%- else %}
    cast({{ about[2] if about | length > 2 else name }} as {{ about[1] }}) as {{ name }},
    {%- endif %}
{%- endfor %}
    {% if '_deleted_at' in there %}_deleted_at is not null{% else %}false{% endif %} as is_gone,
    {% if relation is none %}cast(null as timestamptz){% else %}_loaded_at{% endif %} as loaded_at
{%- if relation is none %}
where false
{%- else %}
from {{ relation }}
{%- endif %}
{% endmacro %}
