package io.caravan.file;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.db.Connections;
import io.caravan.db.Product;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.file.FileColumn.Kind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The records of a run into files that could not become rows. They lie where its rows lie, which is
 * gone with the process, so they are written down.
 */
public final class ApartRejects {

  private static final String ALL =
      "select stream, table_name, reason, where_, raw from "
          + Product.SQLITE.own("rejects")
          + " order by id";

  private static final List<FileColumn> COLUMNS =
      List.of(
          new FileColumn("stream", Kind.TEXT),
          new FileColumn("table", Kind.TEXT),
          new FileColumn("reason", Kind.TEXT),
          new FileColumn("where", Kind.TEXT),
          new FileColumn("raw", Kind.TEXT));

  private ApartRejects() {}

  /**
   * Writes them as JSON, one in each line; a file of before goes.
   *
   * @return how many there are; the file is there when it is not 0
   */
  public static long write(Connections connections, Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      // Whole records of people, as in the files beside it: for the eyes of whoever ran it.
      Files.createFile(file, OutFolder.ownerOnly(file.getParent(), "rw-------"));
      long written = 0;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
          RowFile rows = JsonRows.lines(out, COLUMNS)) {
        for (HikariDataSource database : connections.apart().values()) {
          written += write(database, rows);
        }
      }
      if (written == 0) {
        Files.delete(file);
      }
      return written;
    } catch (SQLException | IOException e) {
      throw CaravanException.of(ErrorCode.E804, "The rejected records cannot be written down")
          .where(file.toString())
          .why(e.toString())
          .fix("Make its folder writable for this user", "./caravan doctor")
          .cause(e)
          .build();
    }
  }

  private static long write(HikariDataSource database, RowFile rows)
      throws SQLException, IOException {
    long written = 0;
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(ALL);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        Object[] values = new Object[COLUMNS.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = row.getString(i + 1);
        }
        rows.write(values);
        written++;
      }
    }
    return written;
  }
}
