-- One row per run of a pipeline (or of a stream that was run alone).
create table runs (
  run_id       text primary key,
  pipeline     text not null,
  trigger      text not null,
  state        text not null check (state in ('running', 'succeeded', 'partial', 'failed', 'interrupted')),
  holder       text not null,
  started_at   timestamptz not null default now(),
  finished_at  timestamptz,
  error_code   text,
  error        jsonb
);
create index runs_latest on runs (pipeline, started_at desc);

-- One row per step of a run, in the order in which they began.
create table steps (
  run_id       text not null references runs on delete cascade,
  ordinal      integer not null,
  name         text not null,
  kind         text not null,
  state        text not null check (state in ('running', 'succeeded', 'failed', 'interrupted')),
  started_at   timestamptz not null default now(),
  finished_at  timestamptz,
  counts       jsonb not null default '{}',
  notes        jsonb not null default '{}',
  error        jsonb,
  primary key (run_id, ordinal)
);

-- Who may write at this moment. fence grows by one with each new holder, so that a holder that slept too long can be told apart.
create table leases (
  name         text primary key,
  holder       text not null,
  run_id       text not null,
  fence        bigint not null,
  acquired_at  timestamptz not null default now(),
  expires_at   timestamptz not null
);

-- How far a stream has been read. Moves in the transaction that writes the rows, and only under the newest fence.
create table bookmarks (
  stream       text primary key,
  value        jsonb,
  fence        bigint not null,
  run_id       text,
  updated_at   timestamptz not null default now()
);
