package io.caravan.gists;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/**
 * The gists of people whom the destination knows, as a CSV file with a row for each: {@code
 * gist_id,pipedrive_id,description,pull_url,files}, the last one as JSON. Written row by row.
 */
final class WantedGists {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setQuoteMode(QuoteMode.ALL_NON_NULL)
          .setHeader("gist_id", "pipedrive_id", "description", "pull_url", "files")
          .get();

  /** A user who changed the name is tracked under both; the later row has the gist. */
  private static final String QUERY =
      """
      select g.gist_id, p.pipedrive_id, g.description, g.pull_url, f.name, f.raw_url, f.truncated
        from gists g
        join (select gist_id, max(id) as id from gists group by gist_id) latest on latest.id = g.id
        join people p on p.id = g.person_id
        left join gist_files f on f.gist_id = g.id
       where p.pipedrive_id is not null
       order by g.id, f.id
      """;

  private final DataSource database;

  WantedGists(DataSource database) {
    this.database = database;
  }

  /** Writes the file and yields how many gists it has. */
  long write(Path file) throws SQLException, IOException {
    Files.createDirectories(file.getParent());
    try (Connection connection = database.getConnection()) {
      // PostgreSQL sends rows piece by piece only within a transaction.
      connection.setAutoCommit(false);
      try (PreparedStatement query = connection.prepareStatement(QUERY);
          Writer out = Files.newBufferedWriter(file);
          CSVPrinter rows = new CSVPrinter(out, FORMAT)) {
        query.setFetchSize(1_000);
        try (ResultSet found = query.executeQuery()) {
          return write(found, rows);
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static long write(ResultSet found, CSVPrinter rows) throws SQLException, IOException {
    long gists = 0;
    String gist = null;
    List<Object> row = new ArrayList<>();
    List<Map<String, Object>> files = new ArrayList<>();
    while (found.next()) {
      if (!Objects.equals(gist, found.getString(1))) {
        print(rows, row, files);
        gist = found.getString(1);
        gists++;
        for (int column = 1; column <= 4; column++) {
          row.add(found.getString(column));
        }
      }
      if (found.getString(5) != null) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("name", found.getString(5));
        file.put("raw_url", found.getString(6));
        file.put("truncated", found.getBoolean(7));
        files.add(file);
      }
    }
    print(rows, row, files);
    return gists;
  }

  private static void print(CSVPrinter rows, List<Object> row, List<Map<String, Object>> files)
      throws IOException {
    if (!row.isEmpty()) {
      row.add(json(files));
      rows.printRecord(row);
      row.clear();
      files.clear();
    }
  }

  private static String json(List<Map<String, Object>> files) {
    try {
      return JSON.writeValueAsString(files);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts make JSON", e);
    }
  }
}
