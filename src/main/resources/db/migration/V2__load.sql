-- Records that could not become rows. The same record met again is one row here.
create table rejects (
  id           bigint generated always as identity primary key,
  stream       text not null,
  table_name   text not null,
  run_id       text not null,
  reason       text not null,
  where_       text,
  raw          text not null,
  hash         text not null,
  options      jsonb not null,
  first_seen   timestamptz not null default now(),
  last_seen    timestamptz not null default now(),
  unique (stream, hash)
);

-- Every change that loading has made to a table, and which columns it added.
create table ddl_log (
  id           bigint generated always as identity primary key,
  at           timestamptz not null default now(),
  run_id       text not null,
  table_name   text not null,
  columns      text[] not null,
  statement    text not null
);
create index ddl_log_table on ddl_log (table_name);
