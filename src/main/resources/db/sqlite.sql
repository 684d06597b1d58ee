-- What has to move in one transaction with rows.
create table if not exists caravan_version (version integer not null);
create table if not exists caravan_bookmarks (
  stream      text not null primary key,
  value       text,
  fence       integer not null,
  run_id      text,
  updated_at  text not null default (strftime('%Y-%m-%d %H:%M:%f000', 'now'))
);
create table if not exists caravan_rejects (
  id          integer primary key,
  stream      text not null,
  table_name  text not null,
  run_id      text not null,
  reason      text not null,
  where_      text,
  raw         text not null,
  hash        text not null,
  options     text not null,
  first_seen  text not null default (strftime('%Y-%m-%d %H:%M:%f000', 'now')),
  last_seen   text not null default (strftime('%Y-%m-%d %H:%M:%f000', 'now')),
  unique (stream, hash)
);
create table if not exists caravan_ddl_log (
  id          integer primary key,
  at          text not null default (strftime('%Y-%m-%d %H:%M:%f000', 'now')),
  run_id      text not null,
  table_name  text not null,
  statement   text not null
);
-- The columns that loading has made: the field each holds, and its type where the database cannot say it.
create table if not exists caravan_columns (
  table_name   text not null,
  column_name  text not null,
  field        text not null,
  kind         text not null,
  primary key (table_name, column_name)
);
