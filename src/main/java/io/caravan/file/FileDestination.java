package io.caravan.file;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.db.Connections;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.Step;
import io.caravan.stream.FilledTables;
import io.caravan.stream.ReadDays;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * Files in place of a database. While a run reads, its rows go apart, into SQLite files that are
 * gone with the process: so a row that comes again is the same row, memory is bounded, and types
 * are those of any other load. At the end each table becomes a file.
 */
public final class FileDestination {

  private static final int OFTEN = 1_000;

  private final FileFormat format;
  private final Path folder;
  private final boolean guarded;

  /**
   * @param folder where the files appear; made when it is not there
   * @param guarded whether text that a spreadsheet would take for a formula is made harmless
   */
  public FileDestination(FileFormat format, Path folder, boolean guarded) {
    this.format = format;
    this.folder = folder;
    this.guarded = guarded;
  }

  /** Where the files appear. */
  public Path folder() {
    return folder;
  }

  /**
   * Fails when the folder cannot be written into, so that nobody waits for a run in vain; and ends
   * what a killed process has left in it.
   */
  public void requireUsable() {
    OutFolder.open(folder).discard();
  }

  /**
   * Writes every table that the run of a step has filled, all files or none.
   *
   * @param step counts files and rows
   */
  public void write(Connections connections, Step step) throws Exception {
    OutFolder out = OutFolder.open(folder);
    try {
      Map<String, HikariDataSource> databases = connections.apart();
      FileNames names = new FileNames(format.word(), databases.size() > 1);
      step.count("files", 0);
      step.count("rows", 0);
      for (HikariDataSource database : databases.values()) {
        try (Connection connection = database.getConnection()) {
          for (ApartTable table : ApartTable.all(connection)) {
            Optional<ReadDays> days = days(step.run(), table.name());
            write(connection, table, out.part(names.of(table, days)), step);
          }
        }
      }
      step.note("folder", folder.toString());
      out.publish();
    } catch (IOException e) {
      throw CaravanException.of(ErrorCode.E305, "The files cannot be written")
          .where(folder.toString())
          .why(e.toString())
          .fix("Make room there, or name another folder: --out FOLDER")
          .cause(e)
          .build();
    } finally {
      out.discard();
    }
  }

  /** The days of all steps that have filled a table; empty when none of them went by days. */
  private static Optional<ReadDays> days(Run run, String table) {
    return run.steps().stream()
        .filter(step -> FilledTables.of(step).has(table))
        .flatMap(step -> step.kept(ReadDays.class).stream())
        .reduce(ReadDays::and);
  }

  private void write(Connection connection, ApartTable table, Path path, Step step)
      throws SQLException, IOException {
    long written = 0;
    // The stream is closed here too: opening a format writes its header, which can fail.
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
        RowFile file = format.open(out, table.table(), table.columns(), guarded);
        PreparedStatement query = connection.prepareStatement(table.query());
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        if (written++ % OFTEN == 0) {
          step.run().checkStop();
        }
        file.write(table.values(row));
      }
    }
    step.count("files", 1);
    step.count("rows", written);
  }
}
