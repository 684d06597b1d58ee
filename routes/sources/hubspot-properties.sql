-- The kinds of records whose properties are listed.
select 'contacts' as object_type union all select 'companies' union all select 'deals' union all select 'tickets'
