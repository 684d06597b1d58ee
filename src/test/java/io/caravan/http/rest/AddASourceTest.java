package io.caravan.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.TestDatabase;
import io.caravan.UnderTarget;
import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.app.Offline;
import io.caravan.config.Settings;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows docs/add-a-source.md literally, in an empty folder, against a shop of the test. */
class AddASourceTest {

  private static final Pattern FILE =
      Pattern.compile("In `([^`]+)`[^\n]*\n\n```\\w+\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMAND = Pattern.compile("```sh\n\\./caravan run (\\S+)\n```");

  @TempDir(factory = UnderTarget.class)
  private Path folder;

  @Test
  void aSourceIsAddedWithoutJava() throws Exception {
    String page = Files.readString(Path.of("docs/add-a-source.md"));
    List<String> written = write(page);
    assertThat(written)
        .containsExactly(
            "application.properties",
            ".env",
            "routes/sources/shop.camel.yaml",
            "routes/pipelines/shop.camel.yaml");
    Matcher command = COMMAND.matcher(page);
    assertThat(command.find()).isTrue();

    try (Remote shop = new Remote()) {
      List<Map<String, Object>> orders = new ArrayList<>();
      for (int id = 1; id <= 250; id++) {
        orders.add(order(id, "2026-03-01T10:%02d:00Z".formatted(id / 5)));
      }
      shop.at("/api/orders", asked -> orders(orders, asked));
      Settings settings = settings(shop);
      assertThat(Offline.validate(settings)).isEmpty();
      try (Caravan caravan = Caravan.start(settings, Mode.COMMAND)) {
        Run first = caravan.run(command.group(1), "test", Map.of());
        assertThat(first.state()).as("%s", first.failure()).isEqualTo(RunState.SUCCEEDED);
        assertThat(query(caravan, "select count(*), sum(total) from shop.orders"))
            .isEqualTo("250 4975.0");
        assertThat(
                query(caravan, "select pg_typeof(id), pg_typeof(total) from shop.orders limit 1"))
            .isEqualTo("bigint numeric");
        assertThat(shop.askedFor("page")).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(shop.askedFor("changed_since")).containsOnlyNulls();
        assertThat(shop.asked.get(0).headers())
            .containsEntry("Authorization", "Bearer the-token-of-the-shop");

        orders.set(0, order(1, "2026-03-02T00:00:00Z"));
        orders.add(order(251, "2026-03-02T00:00:00Z"));
        Run second = caravan.run(command.group(1), "test", Map.of());

        assertThat(second.state()).as("%s", second.failure()).isEqualTo(RunState.SUCCEEDED);
        assertThat(shop.asked.get(3).query())
            .containsEntry("changed_since", "2026-03-01T10:45:00Z");
        assertThat(second.steps().get(1).counts())
            .containsEntry("new", 1L)
            .containsEntry("changed", 1L);
      }
    }
  }

  private List<String> write(String page) throws IOException {
    List<String> written = new ArrayList<>();
    Matcher file = FILE.matcher(page);
    while (file.find()) {
      Path path = folder.resolve(file.group(1));
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.group(2));
      written.add(file.group(1));
    }
    return written;
  }

  private Settings settings(Remote shop) {
    Map<String, String> overrides = new HashMap<>();
    Settings database = TestDatabase.settings(Map.of());
    database.keys().stream()
        .filter(key -> key.startsWith("db.warehouse."))
        .forEach(key -> overrides.put(key, database.get(key, "")));
    overrides.put("shop.base-url", shop.address());
    return Settings.load(folder, overrides, Map.of());
  }

  private static Map<String, Object> order(int id, String changed) {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("id", id);
    order.put("total", 19.90);
    order.put("changed_at", changed);
    return order;
  }

  private static Remote.Answer orders(List<Map<String, Object>> all, Remote.Asked asked) {
    String since = asked.query().getOrDefault("changed_since", "");
    List<Map<String, Object>> changed =
        all.stream()
            .filter(order -> order.get("changed_at").toString().compareTo(since) >= 0)
            .toList();
    int size = asked.number("per_page", 10);
    int from = Math.min((asked.number("page", 1) - 1) * size, changed.size());
    return Remote.Answer.json(
        Map.of(
            "orders",
            changed.subList(from, Math.min(from + size, changed.size())),
            "pages",
            (changed.size() + size - 1) / size));
  }

  private static String query(Caravan caravan, String sql) throws SQLException {
    try (Connection connection = caravan.connections().get("warehouse").getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1) + " " + row.getString(2);
    }
  }
}
