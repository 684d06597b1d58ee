-- Tracked GitHub users, their gists, and the files of those. Executed at first use; may be executed again. Times are in UTC.
-- login is the name as it is compared: GitHub does not tell capitals apart. being_added: the row is claimed, and Pipedrive does not know the person yet.
-- gists_since, gists_etag: GitHub's time from which on gists are asked for, and the mark of its last answer to exactly that.
create table if not exists people (
  id               bigint not null auto_increment primary key,
  created_at       datetime(6) not null default current_timestamp(6),
  updated_at       datetime(6) not null default current_timestamp(6),
  github_username  varchar(39) character set utf8mb4 not null,
  login            varchar(39) character set utf8mb4 generated always as (lower(github_username)) stored unique,
  last_visit       datetime(6) null,
  pipedrive_id     bigint null,
  being_added      datetime(6) null,
  gists_since      datetime(6) null,
  gists_etag       text character set utf8mb4 null
) engine = InnoDB;
create table if not exists gists (
  id               bigint not null auto_increment primary key,
  created_at       datetime(6) not null default current_timestamp(6),
  updated_at       datetime(6) not null default current_timestamp(6),
  person_id        bigint not null,
  gist_id          varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
  description      longtext character set utf8mb4 null,
  pull_url         text character set utf8mb4 null,
  gist_created_at  datetime(6) null,
  gist_updated_at  datetime(6) null,
  activity_id      bigint null,
  unique (person_id, gist_id),
  foreign key (person_id) references people (id) on delete cascade
) engine = InnoDB;
create table if not exists gist_files (
  id               bigint not null auto_increment primary key,
  created_at       datetime(6) not null default current_timestamp(6),
  updated_at       datetime(6) not null default current_timestamp(6),
  gist_id          bigint not null,
  name             varchar(255) character set utf8mb4 collate utf8mb4_bin not null,
  raw_url          text character set utf8mb4 null,
  truncated        boolean not null default false,
  unique (gist_id, name),
  foreign key (gist_id) references gists (id) on delete cascade
) engine = InnoDB;
-- Which warehouse has the ledger of what became of the gists; one row.
create table if not exists gist_exporter (
  id         int not null primary key,
  warehouse  varchar(200) character set utf8mb4 not null
) engine = InnoDB;
