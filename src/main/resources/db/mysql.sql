-- What has to move in one transaction with rows. A schema of MySQL is a database, and to make one takes other rights: so these stand beside the rows.
-- Keys are compared by their bytes, without padding: /*M! is read by MariaDB only, /*!80017 by MySQL only.
create table if not exists caravan_version (version int not null) engine = InnoDB;
create table if not exists caravan_bookmarks (
  stream      varchar(200) character set utf8mb4 /*M! collate utf8mb4_nopad_bin */ /*!80017 collate utf8mb4_0900_bin */ not null primary key,
  value       longtext character set utf8mb4,
  fence       bigint not null,
  run_id      varchar(100),
  updated_at  datetime(6) not null default current_timestamp(6)
) engine = InnoDB;
create table if not exists caravan_rejects (
  id          bigint not null auto_increment primary key,
  stream      varchar(200) character set utf8mb4 /*M! collate utf8mb4_nopad_bin */ /*!80017 collate utf8mb4_0900_bin */ not null,
  table_name  varchar(200) character set utf8mb4 not null,
  run_id      varchar(100) not null,
  reason      longtext character set utf8mb4 not null,
  where_      longtext character set utf8mb4,
  raw         longtext character set utf8mb4 not null,
  hash        char(64) character set ascii not null,
  options     longtext character set utf8mb4 not null,
  first_seen  datetime(6) not null default current_timestamp(6),
  last_seen   datetime(6) not null default current_timestamp(6),
  unique (stream, hash)
) engine = InnoDB;
create table if not exists caravan_ddl_log (
  id          bigint not null auto_increment primary key,
  at          datetime(6) not null default current_timestamp(6),
  run_id      varchar(100) not null,
  table_name  varchar(200) character set utf8mb4 not null,
  statement   longtext character set utf8mb4 not null
) engine = InnoDB;
-- The columns that loading has made: the field each holds, and its type where the database cannot say it.
create table if not exists caravan_columns (
  table_name   varchar(200) character set utf8mb4 /*M! collate utf8mb4_nopad_bin */ /*!80017 collate utf8mb4_0900_bin */ not null,
  column_name  varchar(100) character set utf8mb4 /*M! collate utf8mb4_nopad_bin */ /*!80017 collate utf8mb4_0900_bin */ not null,
  field        longtext character set utf8mb4 not null,
  kind         varchar(20) not null,
  primary key (table_name, column_name)
) engine = InnoDB;
-- Load transactions: a row that is there says that the commit went well which got no answer.
create table if not exists caravan_commits (
  id  bigint not null primary key,
  at  datetime(6) not null default current_timestamp(6)
) engine = InnoDB;
