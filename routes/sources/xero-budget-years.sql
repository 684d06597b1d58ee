-- Every budget with each year from 2021 to the end of next March, when the plans of most organisations end at the latest. Names as /connections
-- has them, because one mapping serves all lists.
select
    budgetid,
    tenant_id as "tenantId",
    tenant_name as "tenantName",
    to_char(make_date(y, 1, 1), 'YYYY-MM-DD') as "from",
    to_char(make_date(y, 12, 31), 'YYYY-MM-DD') as "to"
from xero.budgets
cross join generate_series(2021, extract(year from current_date + interval '1 year')::int) as y
order by budgetid, y
