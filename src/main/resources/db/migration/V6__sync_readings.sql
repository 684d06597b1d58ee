-- Ledgers that are being filled with what is there. As long as one stands here, what it does not know may be there all the same.
create table sync_readings (
  destination   text not null,
  account       text not null,
  entity        text not null,
  begun_at      timestamptz not null default clock_timestamp(),
  primary key (destination, account, entity)
);
