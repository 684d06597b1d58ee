{#- Fails for each row whose parts do not sum up to the total. -#}
{% test amounts_add_up(model, total, parts) %}

select *
from {{ model }}
where {{ total }} is distinct from {{ parts | join(' + ') }}

{% endtest %}
