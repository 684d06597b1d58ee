package io.caravan.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which people write down a database. */
class DatabaseUrlTest {

  private static final Path FOLDER = Path.of("/srv/project");

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db:5433/crm, POSTGRESQL, jdbc:postgresql://db:5433/crm, me",
    "postgresql+psycopg2://ann:pw@db/crm, POSTGRESQL, jdbc:postgresql://db:5432/crm, ann",
    "postgres://db/crm?user=bob, POSTGRESQL, jdbc:postgresql://db:5432/crm, bob",
    "mysql+pymysql://ann:p%40w@db/crm?charset=utf8mb4, MYSQL, jdbc:mariadb://db:3306/crm, ann",
    "mariadb://db:3307/crm, MYSQL, jdbc:mariadb://db:3307/crm, me",
    "mariadb+mariadbconnector://ann@db/crm, MYSQL, jdbc:mariadb://db:3306/crm, ann",
    "jdbc:mysql://db/crm, MYSQL, jdbc:mariadb://db:3306/crm, me",
    "mssql+pyodbc://ann:pw@db/crm?driver=ODBC+Driver+17+for+SQL+Server, SQLSERVER, jdbc:sqlserver://db:1433;databaseName={crm}, ann",
    "jdbc:sqlserver://db:1434;databaseName=crm;encrypt=true;user=ann, SQLSERVER, jdbc:sqlserver://db:1434;databaseName={crm}, ann",
    "sqlite:///data/crm.db, SQLITE, jdbc:sqlite:/srv/project/data/crm.db, ''",
    "sqlite:////var/crm.db, SQLITE, jdbc:sqlite:/var/crm.db, ''",
    "jdbc:sqlite:crm.db, SQLITE, jdbc:sqlite:/srv/project/crm.db, ''"
  })
  void understandsJdbcAndSqlAlchemy(String url, Product product, String jdbc, String user) {
    DatabaseAddress address = DatabaseUrl.parse("db.crm.url", url, FOLDER, "me", "");
    assertThat(address.product()).isEqualTo(product);
    assertThat(address.jdbcUrl()).isEqualTo(jdbc);
    assertThat(address.user()).isEqualTo(user);
    assertThat(address.toString()).doesNotContain("pw").doesNotContain("p@w");
  }

  @Test
  void takesThePasswordOutOfTheUrl() {
    DatabaseAddress address =
        DatabaseUrl.parse("db.crm.url", "mysql+pymysql://ann:p%40w@db/crm", FOLDER, "me", "other");
    assertThat(address.password()).isEqualTo("p@w");
    assertThat(address.jdbcUrl()).doesNotContain("p@w").doesNotContain("p%40w");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oracle://db/crm",
        "crm",
        "postgresql://db",
        "mysql:///crm",
        "mssql+pyodbc:///?odbc_connect=x",
        "jdbc:sqlserver://db:1433;encrypt=true",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql://ann:p w@db/crm"
      })
  void refusesWhatItCannotUseAndSaysWhereThePasswordBelongs(String url) {
    assertThatThrownBy(() -> DatabaseUrl.parse("db.crm.url", url, FOLDER, "me", ""))
        .isInstanceOfSatisfying(
            CaravanException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.E106);
              assertThat(e.fixes().toString()).contains("DB_CRM_PASSWORD");
            });
  }

  @Test
  void anotherProductGivenForTheWarehouseIsWhereRowsGoAndTheWarehouseStaysEmbedded() {
    Settings settings =
        Settings.load(
            Path.of("target"), Map.of(), Map.of("DATABASE_URL", "mysql+pymysql://ann:pw@db/dwh"));
    assertThat(Connections.hasOwnWarehouse(settings)).isFalse();
    DatabaseAddress embedded = new DatabaseAddress("127.0.0.1", 5433, "etl", "caravan", "x");
    try (Connections connections = new Connections(settings, () -> embedded)) {
      assertThat(connections.address(Connections.WAREHOUSE)).isEqualTo(embedded);
      assertThat(connections.destination()).isEqualTo("destination");
      assertThat(connections.address("destination").jdbcUrl())
          .isEqualTo("jdbc:mariadb://db:3306/dwh");
    }
  }

  @Test
  void rowsGoToTheWarehouseUnlessSomebodySaysOtherwise() {
    Settings settings =
        Settings.load(Path.of("target"), Map.of(), Map.of("DATABASE_URL", "postgresql://db/dwh"));
    try (Connections connections = new Connections(settings, null)) {
      assertThat(Connections.hasOwnWarehouse(settings)).isTrue();
      assertThat(connections.destination()).isEqualTo(Connections.WAREHOUSE);
    }
    Settings with =
        Settings.load(Path.of("target"), Map.of("db.destination.url", "sqlite:///x.db"), Map.of());
    try (Connections connections = new Connections(with, null)) {
      assertThat(connections.destination()).isEqualTo("destination");
      connections.place("shop.orders", "elsewhere");
      assertThat(Product.of(connections.of("shop.deals"))).isEqualTo(Product.SQLITE);
    }
  }
}
