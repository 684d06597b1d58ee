package io.caravan.embedded;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

/** The files of the databases: made once, by {@code initdb}. */
record Cluster(Path home) {

  /** Where the databases are. */
  Path data() {
    return home.resolve("data");
  }

  boolean exists() {
    return Files.exists(data().resolve("PG_VERSION"));
  }

  /** Fails when another major version of PostgreSQL made the files: this one cannot read them. */
  void checkVersion() throws IOException {
    String found = Files.readString(data().resolve("PG_VERSION")).strip();
    if (!found.equals(Binaries.MAJOR)) {
      throw CaravanException.of(
              ErrorCode.E801, "The embedded database was made by another version of PostgreSQL")
          .where(data().toString())
          .why("it needs PostgreSQL " + found + ", this Caravan brings " + Binaries.MAJOR)
          .fix(
              "Use the version of Caravan that made it",
              "Or move the folder "
                  + home
                  + " away: a new database is made, and the next runs load it afresh")
          .build();
    }
  }

  /** Removes what killed attempts to make the cluster left. */
  void removeLeftovers() throws IOException {
    Folders.deleteLeftovers(home, "making-*");
  }

  /**
   * Makes the cluster beside its place and renames it, so that what stands there is complete
   * always.
   */
  void make(Binaries binaries, ServerAccount account, String password) throws IOException {
    Path making = home.resolve("making-" + UUID.randomUUID());
    Path passwordFile = making.resolveSibling(making.getFileName() + ".pw");
    try {
      ConnectionFile.writePrivately(passwordFile, password);
      account.own(passwordFile);
      Program.Outcome outcome = initdb(binaries, account, making, passwordFile, "C.UTF-8");
      if (outcome.output().contains("invalid locale")) {
        Folders.delete(making);
        outcome = initdb(binaries, account, making, passwordFile, "C");
      }
      if (!outcome.succeeded()) {
        throw Failures.of("Cannot make the embedded database", home, outcome.output());
      }
      Files.move(making, data(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(passwordFile);
      Folders.delete(making);
    }
  }

  /**
   * Gives the owner of the databases another password while no server runs: whoever may write these
   * files may do that. Needed when {@code connection.properties} was lost.
   */
  void changePassword(Binaries binaries, ServerAccount account, String password)
      throws IOException {
    account.own(data());
    Program.Outcome outcome =
        Program.run(
            binaries.folder(),
            account.prefix(),
            List.of(binaries.program("postgres"), "--single", "-D", data().toString(), "postgres"),
            "alter role " + ConnectionFile.NAME + " password '" + password + "'\n");
    if (!outcome.succeeded() || outcome.output().contains("ERROR:")) {
      throw Failures.of(
          "Cannot set a new password in the embedded database", home, outcome.output());
    }
  }

  /**
   * Text sorts by code point and upper and lower case follow Unicode through PostgreSQL's own
   * provider: the same on each platform, so no index depends on the operating system's library.
   */
  private Program.Outcome initdb(
      Binaries binaries, ServerAccount account, Path making, Path passwordFile, String locale)
      throws IOException {
    Files.createDirectory(making);
    account.own(making);
    return Program.run(
        binaries.folder(),
        account.prefix(),
        List.of(
            binaries.program("initdb"),
            "--pgdata=" + making,
            "--username=" + ConnectionFile.NAME,
            "--auth=scram-sha-256",
            "--pwfile=" + passwordFile,
            "--data-checksums",
            "--encoding=UTF8",
            "--locale=" + locale,
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--set=timezone=UTC",
            "--set=log_timezone=UTC",
            "--set=log_checkpoints=off",
            "--set=shared_buffers=128MB",
            "--set=max_wal_size=2GB"));
  }
}
