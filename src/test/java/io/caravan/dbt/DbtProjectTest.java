package io.caravan.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.caravan.TestModels;
import io.caravan.WarmDbt;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.DatabaseAddress;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our dbt project, run by real dbt in a real PostgreSQL. Each call takes seconds: keep them few.
 */
class DbtProjectTest {

  private static final Path SEEDS =
      Path.of(System.getProperty("caravan.shared", "../shared"))
          .resolve("data/jaffle-shop-classic/seeds");

  /** Other systems were never loaded here; their models stand on tables that are not there. */
  private static final DbtCommand JAFFLE =
      new DbtCommand("build", "source:jaffle+", null, false, null, null);

  @TempDir Path copies;

  private static DatabaseAddress warehouse(Settings settings) {
    return new Connections(settings, null).address(Connections.WAREHOUSE);
  }

  private static JaffleShop smallShop(DatabaseAddress database) throws Exception {
    return JaffleShop.load(
        database,
        "id,first_name,last_name\n1,Ada,L.\n2,Blaise,P.\n",
        "id,user_id,order_date,status\n1,1,2018-01-01,returned\n2,1,2018-01-02,completed\n3,1,2018-01-03,placed\n",
        "id,order_id,payment_method,amount\n1,1,credit_card,1050\n2,1,coupon,25\n3,2,gift_card,333\n");
  }

  /** A copy of the dbt project with one text replaced in one file. */
  private String projectWith(String file, String text, String replacement) throws IOException {
    Path copy = copies.resolve("dbt");
    try (Stream<Path> files = Files.walk(Path.of("dbt"))) {
      for (Path path : files.sorted(Comparator.naturalOrder()).toList()) {
        Files.copy(path, copies.resolve(path.toString()));
      }
    }
    String content = Files.readString(copy.resolve(file));
    assertThat(content).contains(text);
    Files.writeString(copy.resolve(file), content.replace(text, replacement));
    return copy.toString();
  }

  private static CaravanException failure(Settings settings, DbtCommand command) {
    CaravanException failure =
        new DbtRunner(settings, warehouse(settings)).run(command, null).failure();
    assertThat(failure).isNotNull();
    return failure;
  }

  @Test
  void aRowThatIsGoneFromItsFileIsInNoModel() throws Exception {
    // By the program itself, as it was installed; the others call what its forks do.
    Settings settings = TestModels.settings(Map.of("dbt.venv", WarmDbt.venv().toString()));
    JaffleShop shop = smallShop(warehouse(settings));
    shop.execute(
        "update jaffle.orders set _deleted_at = now() where id = 3",
        "update jaffle.payments set _deleted_at = now() where id = 2",
        "update jaffle.customers set _deleted_at = now() where id = 2");

    new DbtRunner(settings, warehouse(settings)).run(JAFFLE, null).orThrow();

    assertThat(shop.rows("select order_id, amount from analytics.orders order by 1"))
        .containsExactly("1,10.50", "2,3.33");
    assertThat(shop.rows("select customer_id, number_of_orders from analytics.customers"))
        .containsExactly("1,2");
    assertThat(shop.rows("select count(*) from analytics.sync_pipedrive__deals"))
        .containsExactly("2");
  }

  @Test
  void theDataSetGivesTheKnownNumbers() throws Exception {
    if (!Files.isDirectory(SEEDS)) {
      System.out.println("The data set is not in " + SEEDS + ": its numbers are not checked");
    }
    assumeTrue(Files.isDirectory(SEEDS), "data set absent");
    Settings settings = TestModels.settings(Map.of());
    JaffleShop shop = JaffleShop.load(warehouse(settings), SEEDS);

    DbtResults results = new DbtRunner(settings, warehouse(settings)).run(JAFFLE, null).orThrow();

    assertThat(results.models()).isEqualTo(6);
    assertThat(results.nodes())
        .filteredOn(node -> node.name().equals("orders"))
        .extracting(NodeResult::rows)
        .containsExactly(99L);
    assertThat(
            shop.rows(
                "select count(*), count(number_of_orders), max(customer_lifetime_value) from analytics.customers"))
        .containsExactly("100,62,99.00");
    assertThat(
            shop.rows(
                "select customer_id from analytics.customers order by customer_lifetime_value desc nulls last limit 1"))
        .containsExactly("51");
    assertThat(
            shop.rows(
                "select count(*), sum(amount), sum(credit_card_amount), sum(bank_transfer_amount),"
                    + " sum(gift_card_amount), sum(coupon_amount) from analytics.orders"))
        .containsExactly("99,1672.00,871.00,411.00,205.00,185.00");
    assertThat(
            shop.rows(
                "select status, count(*), sum(value) from analytics.sync_pipedrive__deals group by status order by status"))
        .containsExactly("deleted,4,98", "open,28,1040", "won,67,2206");
    assertThat(
            shop.rows(
                "select min(value), max(value), count(distinct title) from analytics.sync_pipedrive__deals"))
        .containsExactly("0,116,62");
    List<String> deals =
        shop.rows(
            "select title, status, value, currency from analytics.sync_pipedrive__deals order by order_id");
    assertThat(deals)
        .startsWith(
            "P. Michael,deleted,20,USD",
            "P. Kathleen,won,40,USD",
            "H. Gregory,won,2,USD",
            "L. Billy,won,50,USD",
            "C. David,won,34,USD")
        .endsWith("M. Theresa,open,48,USD");
  }

  @Test
  void centsSurviveUpToTheDealAndAFailingTestSaysHowManyRowsAndWhichQuery() throws Exception {
    Settings settings = TestModels.settings(Map.of("dbt.schema", "marts"));
    JaffleShop shop = smallShop(warehouse(settings));
    DbtRunner runner = new DbtRunner(settings, warehouse(settings));

    runner.run(JAFFLE, null).orThrow();

    assertThat(shop.rows("select order_id, amount from marts.orders order by 1"))
        .containsExactly("1,10.75", "2,3.33", "3,0");
    assertThat(
            shop.rows(
                "select order_id, title, status, value from marts.sync_pipedrive__deals order by 1"))
        .containsExactly("1,L. Ada,deleted,22", "2,L. Ada,won,7", "3,L. Ada,open,0");

    shop.execute("update jaffle.payments set payment_method = 'shells' where id < 3");
    DbtOutcome outcome =
        runner.run(new DbtCommand("test", "stg_jaffle__payments", null, false, null, null), null);

    CaravanException failure = outcome.failure();
    assertThat(failure.code()).isEqualTo(ErrorCode.E503);
    assertThat(failure.what()).startsWith("The dbt test accepted_values_stg_jaffle__payments");
    assertThat(failure.where())
        .isEqualTo(
            "model stg_jaffle__payments, column payment_method"
                + " (dbt/models/staging/jaffle/_jaffle__models.yml)");
    assertThat(failure.why()).isEqualTo("1 failing row");
    assertThat(failure.fixes().get(0)).matches("See the rows with the query in .*target.*\\.sql");
    assertThat(outcome.results().nodes()).extracting(NodeResult::status).contains("fail", "pass");
  }

  @Test
  void aBrokenModelIsToldWithItsFileTheDatabaseMessageAndWhatWasNotBuilt() throws Exception {
    String file = "models/staging/jaffle/stg_jaffle__orders.sql";
    Settings settings =
        TestModels.settings(
            Map.of(
                "dbt.project",
                projectWith(file, "cast(order_date as date)", "cast(order_dat as date)")));
    smallShop(warehouse(settings));

    CaravanException failure =
        failure(settings, new DbtCommand("run", "stg_jaffle__orders+", null, false, null, null));

    assertThat(failure.code()).isEqualTo(ErrorCode.E502);
    assertThat(failure.what()).isEqualTo("The dbt model stg_jaffle__orders failed");
    assertThat(failure.where())
        .contains(copies.resolve("dbt").resolve(file).toString())
        .contains("target/compiled/caravan/" + file);
    assertThat(failure.why())
        .contains("column \"order_dat\" does not exist")
        .endsWith("not built because of it: orders, customers, sync_pipedrive__deals");
  }

  @Test
  void aMistakeInTheProjectIsToldWithItsFile() throws Exception {
    String file = "models/marts/orders.sql";
    Settings settings =
        TestModels.settings(
            Map.of(
                "dbt.project",
                projectWith(file, "ref('stg_jaffle__orders')", "ref('stg_jaffle__order')")));

    CaravanException failure = failure(settings, DbtCommand.of("parse"));

    assertThat(failure.code()).isEqualTo(ErrorCode.E505);
    assertThat(failure.why()).contains(file).contains("stg_jaffle__order");
  }
}
