{#
  A model that names a schema of its own is built in exactly that schema; all others in the schema of the profile. dbt's own rule would join the
  two names.
#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {%- if custom_schema_name is none -%}
        {{ target.schema }}
    {%- else -%}
        {{ custom_schema_name | trim }}
    {%- endif -%}
{%- endmacro %}
