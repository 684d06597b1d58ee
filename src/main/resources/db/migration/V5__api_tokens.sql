-- Who may use the interface. hash: SHA-256 of what the holder sends. A token that ended stays, so that ending the last one opens nothing.
create table api_tokens (
  id          text primary key,
  hash        text not null unique,
  role        text not null check (role in ('view', 'run', 'admin')),
  label       text not null,
  created_at  timestamptz not null default now(),
  revoked_at  timestamptz
);
