-- What has to move in one transaction with rows. Binary collations: keys are compared by their characters.
if schema_id('caravan') is null exec('create schema caravan');
if object_id('caravan.version') is null create table caravan.version (version int not null);
if object_id('caravan.bookmarks') is null create table caravan.bookmarks (
  stream      nvarchar(200) collate Latin1_General_100_BIN2 not null primary key,
  value       nvarchar(max),
  fence       bigint not null,
  run_id      nvarchar(100),
  updated_at  datetime2(6) not null default sysutcdatetime()
);
if object_id('caravan.rejects') is null create table caravan.rejects (
  id          bigint identity primary key,
  stream      nvarchar(200) collate Latin1_General_100_BIN2 not null,
  table_name  nvarchar(200) not null,
  run_id      nvarchar(100) not null,
  reason      nvarchar(max) not null,
  where_      nvarchar(max),
  raw         nvarchar(max) not null,
  hash        char(64) not null,
  options     nvarchar(max) not null,
  first_seen  datetime2(6) not null default sysutcdatetime(),
  last_seen   datetime2(6) not null default sysutcdatetime(),
  unique (stream, hash)
);
if object_id('caravan.ddl_log') is null create table caravan.ddl_log (
  id          bigint identity primary key,
  at          datetime2(6) not null default sysutcdatetime(),
  run_id      nvarchar(100) not null,
  table_name  nvarchar(200) not null,
  statement   nvarchar(max) not null
);
if object_id('caravan.columns') is null create table caravan.columns (
  table_name   nvarchar(200) collate Latin1_General_100_BIN2 not null,
  column_name  nvarchar(100) collate Latin1_General_100_BIN2 not null,
  field        nvarchar(max) not null,
  kind         nvarchar(20) not null,
  primary key (table_name, column_name)
);
if object_id('caravan.commits') is null create table caravan.commits (
  id  bigint not null primary key,
  at  datetime2(6) not null default sysutcdatetime()
);
