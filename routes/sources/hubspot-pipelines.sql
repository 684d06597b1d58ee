-- The kinds of records that move through pipelines.
select 'deals' as object_type union all select 'tickets'
