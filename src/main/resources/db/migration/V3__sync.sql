-- What is known of each object that Caravan keeps in a destination. An account is the company that a login leads to, so that two companies never share a row.
create table sync_ledger (
  destination   text not null,
  account       text not null,
  entity        text not null,
  external_key  text not null,
  remote_id     text,
  -- The values that the destination is known to hold.
  payload       jsonb,
  -- The values that are on their way; null for a delete. What became of them is known once state has left SENT and UNKNOWN.
  sent          jsonb,
  -- SENT: committed before the call. UNKNOWN: called, but the reply was lost. ORPHAN: a person deleted or archived it over there.
  state         text not null check (state in ('SENT', 'UNKNOWN', 'CONFIRMED', 'REJECTED', 'DELETED', 'ORPHAN')),
  error         text,
  run_id        text,
  sent_at       timestamptz,
  updated_at    timestamptz not null default clock_timestamp(),
  -- The key first: it tells rows apart, and a fresh table has no statistics that would say so.
  primary key (external_key, destination, account, entity)
);

-- The rows that the sync in progress has to write, made anew by each; losing it in a crash loses nothing.
create unlogged table sync_plan (
  destination   text not null,
  account       text not null,
  entity        text not null,
  line          bigint not null,
  external_key  text not null,
  gone          boolean not null,
  payload       jsonb,
  -- How many times this sync has tried to create the object.
  tries         integer not null default 0,
  primary key (destination, account, entity, line)
);

-- Which account a login leads to, so that nobody has to ask for it again.
create table sync_accounts (
  destination   text not null,
  login         text not null,
  account       text not null,
  updated_at    timestamptz not null default clock_timestamp(),
  primary key (destination, login)
);
