-- Rows of the file (table source: line and text columns) -> the deals that Pipedrive should hold.
-- One row per order, key order_id. This is the only place that says which column becomes which field of a deal.
--
-- external_key  what the row is about
-- gone          true: the deal should not be there
-- payload       the fields of the deal, named and typed as API v2 wants them: a value is a number, never a text
-- name, summary how people see the row in a dry run
-- refused       why the row cannot become a deal; the others go on
with checked as (
    select
        line,
        nullif(trim(order_id), '') as order_id,
        title,
        status,
        case when value ~ '^-?[0-9]{1,15}(\.[0-9]{1,6})?$' then trim_scale(value::numeric) end as value,
        upper(trim(currency)) as currency,
        case
            when nullif(trim(order_id), '') is null then 'order_id is empty'
            when status is null or status not in ('open', 'won', 'lost', 'deleted')
                then 'status is ' || coalesce(quote_literal(status), 'empty') || '; it has to be open, won, lost or deleted'
            when status = 'deleted' then null
            when nullif(trim(title), '') is null then 'title is empty'
            when value is null or value !~ '^-?[0-9]{1,15}(\.[0-9]{1,6})?$'
                then 'value is ' || coalesce(quote_literal(value), 'empty') || '; it has to be a number such as 20 or 20.5'
            when currency is null or upper(trim(currency)) !~ '^[A-Z]{3}$'
                then 'currency is ' || coalesce(quote_literal(currency), 'empty') || '; it has to be a code such as EUR'
        end as refused
    from source
)
select
    line,
    order_id as external_key,
    status = 'deleted' as gone,
    case when status <> 'deleted'
        then jsonb_build_object('title', title, 'value', value, 'currency', currency, 'status', status)
    end as payload,
    'order ' || order_id as name,
    format('"%s" %s %s %s', title, status, value, currency) as summary,
    refused
from checked
