package io.caravan.singer;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.TestDatabase;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import io.caravan.load.LoadOptions;
import io.caravan.run.Run;
import io.caravan.run.RunRecorder;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A target on a fresh database, and short words for what tests do with it. */
final class TargetRig implements AutoCloseable {

  private final Settings settings = TestDatabase.settings(Map.of());
  private final Connections connections = new Connections(settings, null);
  private final RunRecorder runs;

  /** The states that were given out, in their order. */
  final List<String> states = new CopyOnWriteArrayList<>();

  TargetRig() {
    TechnicalTables.migrate(database());
    runs = new RunRecorder(database(), "test", Duration.ofSeconds(20));
  }

  Settings settings() {
    return settings;
  }

  RunRecorder runs() {
    return runs;
  }

  HikariDataSource database() {
    return connections.get(Connections.WAREHOUSE);
  }

  Run read(String... lines) {
    return read(TargetOptions.into("t"), LoadOptions.keyedBy(), lines);
  }

  Run read(TargetOptions options, LoadOptions load, String... lines) {
    String input = json(String.join("\n", lines));
    return read(options, load, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
  }

  Run read(TargetOptions options, LoadOptions load, InputStream input) {
    return new Target(runs, database(), options, load).run(input, states::add);
  }

  /** Messages are written with single quotes in tests, to be read by people. */
  static String json(String text) {
    return text.replace('\'', '"');
  }

  /** A SCHEMA with properties as in {@code 'id': {'type': 'integer'}}. */
  static String schema(String stream, String key, String properties) {
    return "{'type': 'SCHEMA', 'stream': '%s', 'key_properties': [%s], 'schema': {'properties': {%s}}}"
        .formatted(stream, key, properties);
  }

  static String record(String stream, String fields) {
    return "{'type': 'RECORD', 'stream': '%s', 'record': {%s}}".formatted(stream, fields);
  }

  static String versioned(String stream, long version, String fields) {
    return "{'type': 'RECORD', 'stream': '%s', 'version': %d, 'record': {%s}}"
        .formatted(stream, version, fields);
  }

  static String activate(String stream, long version) {
    return "{'type': 'ACTIVATE_VERSION', 'stream': '%s', 'version': %d}".formatted(stream, version);
  }

  static String state(String value) {
    return "{'type': 'STATE', 'value': %s}".formatted(value);
  }

  /** Each row as its values in the order of the query, as text, separated by bars. */
  List<String> rows(String query) {
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          values.add(row.getString(i));
        }
        rows.add(String.join("|", values.stream().map(String::valueOf).toList()));
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
  }

  /** Type by column, without those that Caravan adds. */
  Map<String, String> types(String table) {
    Map<String, String> types = new LinkedHashMap<>();
    String query =
        "select attname, format_type(atttypid, atttypmod) from pg_attribute where attrelid = '%s'::regclass"
                .formatted(table)
            + " and attnum > 0 and not attisdropped and attname not in ('_loaded_at', '_run_id') order by attnum";
    for (String column : rows(query)) {
      int bar = column.lastIndexOf('|');
      types.put(column.substring(0, bar), column.substring(bar + 1));
    }
    return types;
  }

  /** Reasons of rejects, oldest first. */
  List<String> rejects() {
    return rows("select reason from caravan.rejects order by id");
  }

  void execute(String sql) {
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  @Override
  public void close() {
    runs.close();
    connections.close();
  }
}
