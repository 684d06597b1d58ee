-- Every budget with each year from 2021 to the next one, when the plans of most organisations end at the latest. Names as /connections has them,
-- because one mapping serves all lists. In words that PostgreSQL, MariaDB, SQLite and SQL Server all know: SQLite's date is a year alone.
with digits as (
    select 0 as n
    union all select 1
    union all select 2
    union all select 3
    union all select 4
    union all select 5
    union all select 6
    union all select 7
    union all select 8
    union all select 9
),
years as (
    select 2021 + tens.n * 10 + ones.n as y
    from digits as tens
    cross join digits as ones
)
select budgets.budgetid, budgets.tenant_id as "tenantId", budgets.tenant_name as "tenantName", years.y
from ${table:xero.budgets} as budgets
cross join years
where cast(years.y - 1 as char(4)) <= substring(cast(cast(current_timestamp as date) as char(10)), 1, 4)
order by budgets.budgetid, years.y
