package io.caravan.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.caravan.TestDatabase;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.stream.Bookmarks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with a database beside the warehouse, and where bookmarks are looked for. */
class OtherDatabasesTest {

  private static ErrorCode code(Map<String, String> settings) {
    try (Connections connections = new Connections(TestDatabase.settings(settings), null)) {
      TechnicalTables.in(connections, "crm");
      return null;
    } catch (CaravanException e) {
      assertThat(e.fixes()).isNotEmpty();
      assertThat(e.toString() + e.where() + e.why()).doesNotContain("s3cret");
      return e.code();
    }
  }

  @Test
  void saysWhatIsWrongWithAMariaDb() throws Exception {
    MariaDbServer server = MariaDbServer.find().orElse(null);
    assumeTrue(server != null, "no mariadbd on this machine");
    String url = server.create();
    assertThat(code(Map.of("db.crm.url", url))).isNull();
    assertThat(code(Map.of("db.crm.url", url.replace("s3cret", "wrong"))))
        .isEqualTo(ErrorCode.E202);
    assertThat(code(Map.of("db.crm.url", url.replaceFirst("/[a-z0-9]+$", "/nowhere"))))
        .isEqualTo(ErrorCode.E300);
    String name = url.substring(url.lastIndexOf('/') + 1);
    server.execute(
        "create database " + name + "_ro",
        "grant select on " + name + "_ro.* to " + name + "@'127.0.0.1'");
    assertThat(code(Map.of("db.crm.url", url + "_ro"))).isEqualTo(ErrorCode.E301);
  }

  @Test
  void saysThatASqliteFileCannotBeOpened(@TempDir Path folder) {
    assertThat(code(Map.of("db.crm.url", "sqlite:///" + folder.resolve("none/x.db"))))
        .isEqualTo(ErrorCode.E300);
  }

  @Test
  void refusesASecondStreamOfTheSameLastNameWhereThereAreNoSchemas(@TempDir Path folder) {
    try (Warehouse database = Warehouse.at("sqlite:///" + folder.resolve("x.db"))) {
      LoadOptions byId = LoadOptions.keyedBy("id");
      database.load("crm.deals", byId, Map.of("id", 1));
      assertThatThrownBy(() -> database.load("shop.deals", byId, Map.of("id", 1)))
          .isInstanceOfSatisfying(
              CaravanException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.E304));
    }
  }

  @Test
  void looksForABookmarkWhereTheRowsOfItsStreamGo(@TempDir Path folder) throws Exception {
    Map<String, String> settings =
        Map.of("db.crm.url", "sqlite:///" + folder.resolve("x.db").toString());
    try (Connections connections = new Connections(TestDatabase.settings(settings), null);
        DefaultCamelContext context = new DefaultCamelContext()) {
      TechnicalTables.migrate(connections.get(Connections.WAREHOUSE));
      TechnicalTables.in(connections, "crm");
      context.getRegistry().bind("connections", connections);
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:a").to("upsert:shop.orders?key=id&db=crm");
              from("direct:b").to("upsert:shop.deals?key=id");
            }
          });
      context.start();
      new Bookmarks(connections.get("crm")).set("shop.orders", "{\"at\":1}");
      new Bookmarks(connections.get(Connections.WAREHOUSE)).set("shop.deals", "{\"at\":2}");
      Bookmarks bookmarks = new Bookmarks(connections::of);
      assertThat(List.of(bookmarks.find("shop.orders"), bookmarks.find("shop.deals")).toString())
          .isEqualTo("[Optional[{\"at\":1}], Optional[{\"at\": 2}]]");
    }
  }

  @Test
  void keepsAndReplaysRejectsBesideTheRows(@TempDir Path folder) {
    try (Warehouse database = Warehouse.at("sqlite:///" + folder.resolve("x.db"))) {
      TechnicalTables.migrate(database.connections().get(Connections.WAREHOUSE));
      LoadOptions tolerant = LoadOptions.keyedBy("id").withRejects(9, 9);
      database.load("shop.t", tolerant, Map.of("v", "no key"));
      Rejects rejects =
          new Rejects(database.database(), database.connections().get(Connections.WAREHOUSE));
      assertThat(rejects.count("shop.t")).isEqualTo(1);
      assertThat(rejects.list("shop.t", 9)).hasSize(1);
      assertThat(rejects.replay("shop.t", "again").landed()).isZero();
      assertThat(rejects.streams()).containsEntry("shop.t", 1L);
    }
  }
}
