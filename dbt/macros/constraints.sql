{#
  Keys that a table is held to, as tests and then as constraints of the database: primary_key, unique_key and foreign_key. What the tests of a call
  of dbt have found true is made a constraint at its end (on-run-end), so that whoever reads the catalog of the database - GoodData's scan does -
  finds the keys and how tables belong together. What has failed is not made; views have no constraints. Why not dbt's contracts: see
  docs/decisions.
#}

{% test primary_key(model, column_names) %}
{%- set columns = column_names | join(', ') %}
select {{ columns }}
from {{ model }}
group by {{ columns }}
having count(*) > 1 {% for column in column_names %}or {{ column }} is null {% endfor %}
{% endtest %}


{% test unique_key(model, column_names) %}
{%- set columns = column_names | join(', ') %}
select {{ columns }}
from {{ model }}
where {% for column in column_names %}{{ column }} is not null{{ ' and ' if not loop.last }}{% endfor %}
group by {{ columns }}
having count(*) > 1
{% endtest %}


{#- Rows that name a parent that is not there. Who names none is fine. -#}
{% test foreign_key(model, column_name, parent, parent_column) %}
select child.{{ column_name }}
from {{ model }} as child
left join {{ parent }} as parent on parent.{{ parent_column }} = child.{{ column_name }}
where child.{{ column_name }} is not null and parent.{{ parent_column }} is null
{% endtest %}


{#- The SQL that makes constraints of the tests that passed, those of keys first: a foreign key needs the key it leads to. -#}
{% macro constraints_of(results) %}
    {%- if execute and flags.WHICH in ('build', 'test') -%}
        {%- for kind in ['primary_key', 'unique_key', 'foreign_key'] -%}
            {%- for result in results -%}
                {%- if result.status == 'pass' and result.node.resource_type == 'test' and result.node.test_metadata
                    and result.node.test_metadata.name == kind -%}
                    {{- constraint_of(kind, result.node, results) -}}
                {%- endif -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endif -%}
{% endmacro %}


{% macro constraint_of(kind, test, results) %}
    {%- set about = test.test_metadata.kwargs -%}
    {%- set table = graph.nodes[test.attached_node] -%}
    {%- set parents = test.depends_on.nodes | reject('equalto', test.attached_node) | list -%}
    {%- set columns = [about.column_name] if kind == 'foreign_key' else about.column_names -%}
    {%- set name = constraint_name(table.alias, columns, {'primary_key': 'pk', 'unique_key': 'uk', 'foreign_key': 'fk'}[kind]) -%}
    {%- set parent = graph.nodes[parents[0]] if parents else table -%}
    {%- if is_table(table) and not has_constraint(table, name)
        and (kind != 'foreign_key' or (is_table(parent) and has_key(parent, about.parent_column, results))) -%}
        alter table "{{ table.schema }}"."{{ table.alias }}" add constraint "{{ name }}"
        {%- if kind == 'foreign_key' %} foreign key ({{ columns | join(', ') }})
            references "{{ parent.schema }}"."{{ parent.alias }}" ({{ about.parent_column }}) deferrable initially deferred;
        {%- else %} {{ 'primary key' if kind == 'primary_key' else 'unique' }} ({{ columns | join(', ') }});
        {%- endif %}
    {% endif -%}
{% endmacro %}


{#- 63 characters are what PostgreSQL keeps of a name. -#}
{% macro constraint_name(table, columns, ending) -%}
    {%- set name = table ~ '_' ~ columns | join('_') ~ '_' ~ ending -%}
    {{- name if name | length <= 63 else name[:50] ~ local_md5(name)[:9] ~ '_' ~ ending -}}
{%- endmacro %}


{% macro is_table(node) %}
    {{- return(adapter.get_relation(node.database, node.schema, node.alias).type == 'table') -}}
{% endmacro %}


{% macro has_constraint(node, name) %}
    {%- set found = run_query(
        "select 1 from pg_constraint where conname = '" ~ name ~ "' and conrelid = '\"" ~ node.schema ~ "\".\"" ~ node.alias ~ "\"'::regclass"
    ) -%}
    {{- return(found.rows | length > 0) -}}
{% endmacro %}


{#- Whether the column alone is a key of the table by now, or will be when the statements before have run. -#}
{% macro has_key(node, column, results) %}
    {%- set tested = namespace(yes=false) -%}
    {%- for result in results -%}
        {%- if result.status == 'pass' and result.node.resource_type == 'test' and result.node.test_metadata
            and result.node.test_metadata.name in ('primary_key', 'unique_key')
            and result.node.attached_node == node.unique_id and result.node.test_metadata.kwargs.column_names == [column] -%}
            {%- set tested.yes = true -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(tested.yes
        or has_constraint(node, constraint_name(node.alias, [column], 'pk'))
        or has_constraint(node, constraint_name(node.alias, [column], 'uk'))) -}}
{% endmacro %}
