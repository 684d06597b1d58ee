package io.caravan.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunState;
import io.caravan.stream.Reject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.api.ResetCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The streams of the jaffle shop, from real repositories through the real route and kamelet. */
class GitCsvSourceTest {

  private static final String ROUTES = "routes/sources/jaffle.camel.yaml";
  private static final String ORDERS = "seeds/raw_orders.csv";

  @TempDir Path temp;

  private Origin origin;
  private final List<Shop> shops = new ArrayList<>();

  @BeforeEach
  void makeRepository() throws Exception {
    origin = new Origin(temp.resolve("origin"));
    origin.write("seeds/raw_customers.csv", "id,first_name\n1,Ann\n2,Bob\n");
    origin.write("seeds/raw_payments.csv", "id,amount\n1,100\n");
    orders("first");
  }

  @AfterEach
  void closeAll() throws Exception {
    for (Shop shop : shops) {
      shop.close();
    }
    origin.close();
  }

  private String orders(String status) throws Exception {
    origin.write(ORDERS, "id,status\n1," + status + "\n");
    return origin.commit(status);
  }

  private Shop shop(Map<String, String> overrides, String... more) throws Exception {
    Map<String, String> all = new HashMap<>(Map.of("jaffle.repository", origin.folder.toString()));
    all.putAll(overrides);
    List<String> files = new ArrayList<>(List.of(ROUTES));
    files.addAll(List.of(more));
    Shop shop = new Shop(all, files.toArray(String[]::new));
    shops.add(shop);
    return shop;
  }

  private static CaravanException failure(Run run) {
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    return run.failure();
  }

  private Shop ref(String ref) throws Exception {
    return shop(Map.of("jaffle.ref", ref));
  }

  @Test
  void readsTheDefaultBranchAndNotesCommitAndFile() throws Exception {
    String commit = orders("second");
    Shop shop = shop(Map.of());

    Run run = shop.run("jaffle.orders");

    assertThat(run.failure()).isNull();
    assertThat(shop.rows()).containsExactly(Map.of("id", "1", "status", "second"));
    assertThat(run.steps())
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.name()).isEqualTo("jaffle.orders");
              assertThat(step.notes())
                  .containsEntry("commit", commit)
                  .containsEntry("file", ORDERS);
              assertThat(step.counted("pages")).isEqualTo(1);
            });
  }

  @Test
  void readsABranchATagAndACommit() throws Exception {
    String first = orders("tagged");
    origin
        .git
        .tag()
        .setName("v1")
        .setSigned(false)
        .setTagger(Origin.SOMEBODY)
        .setMessage("v1")
        .call();
    origin.git.checkout().setCreateBranch(true).setName("feature/x").call();
    orders("branched");
    origin.git.checkout().setName("main").call();
    orders("main");

    for (Map.Entry<String, String> expected :
        Map.of(
                "v1",
                "tagged",
                "feature/x",
                "branched",
                "refs/heads/feature/x",
                "branched",
                first,
                "tagged",
                first.substring(0, 10),
                "tagged",
                "main",
                "main")
            .entrySet()) {
      Shop shop = ref(expected.getKey());
      assertThat(shop.run("jaffle.orders").failure()).isNull();
      assertThat(shop.column("status")).containsExactly(expected.getValue());
    }
  }

  @Test
  void aMissingRefIsNamedBesideTheOnesThatExist() throws Exception {
    origin.git.tag().setName("v1").setSigned(false).setAnnotated(false).call();

    CaravanException failure = failure(ref("develop").run("jaffle.orders"));

    assertThat(failure.code()).isEqualTo(ErrorCode.E322);
    assertThat(failure.what()).contains("'develop'");
    assertThat(failure.where()).isEqualTo("jaffle.ref");
    assertThat(failure.why()).isEqualTo("it has main, v1");
  }

  @Test
  void followsAForcePush() throws Exception {
    Shop shop = ref("main");
    orders("second");
    shop.run("jaffle.orders");
    origin.git.reset().setMode(ResetCommand.ResetType.HARD).setRef("HEAD~1").call();
    orders("rewritten");

    assertThat(shop.run("jaffle.orders").failure()).isNull();

    assertThat(shop.column("status")).containsExactly("rewritten");
  }

  @Test
  void aBranchDeletedMeanwhileFailsAndKeepsTheBookmark() throws Exception {
    origin.git.branchCreate().setName("work").call();
    Shop shop = ref("work");
    shop.run("jaffle.orders");
    String bookmark = shop.bookmarks.find("jaffle.orders").orElseThrow();
    origin.git.branchDelete().setBranchNames("work").setForce(true).call();

    assertThat(failure(shop.run("jaffle.orders")).code()).isEqualTo(ErrorCode.E322);

    assertThat(shop.bookmarks.find("jaffle.orders")).contains(bookmark);
  }

  @Test
  void skipsAFileWhoseContentHasNotChanged() throws Exception {
    Shop shop = shop(Map.of());
    shop.run("jaffle.orders");
    origin.write("README.md", "another file");
    origin.commit("another file");

    Run run = shop.run("jaffle.orders");

    assertThat(run.failure()).isNull();
    assertThat(shop.pages).isEmpty();
    assertThat(run.steps().get(0).notes()).containsEntry("unchanged", true);
  }

  @Test
  void readsAnUnchangedFileAgainOnAFullRefresh() throws Exception {
    Shop shop = shop(Map.of());
    shop.run("jaffle.orders");

    shop.send("jaffle.orders", RunOptions.refresh());

    assertThat(shop.rows()).hasSize(1);
  }

  @Test
  void movesTheBookmarkWithTheLastPageOnly() throws Exception {
    StringBuilder rows = new StringBuilder("id,status\n");
    for (int i = 1; i <= 2_500; i++) {
      rows.append(i).append(",placed\n");
    }
    origin.write(ORDERS, rows.toString());
    origin.commit("many");
    Shop shop = shop(Map.of());
    List<Object> bookmarks = new ArrayList<>();
    shop.onPage = exchange -> bookmarks.add(exchange.getVariable("bookmark"));

    shop.run("jaffle.orders");

    assertThat(shop.pages)
        .extracting(page -> ((List<?>) page).size())
        .containsExactly(1000, 1000, 500);
    assertThat(bookmarks.subList(0, 2)).containsOnlyNulls();
    assertThat(bookmarks.get(2)).asString().contains("\"commit\"", ORDERS);
  }

  @Test
  void stopsBetweenTwoPagesWhenAsked() throws Exception {
    origin.write(ORDERS, "id,status\n" + "1,x\n".repeat(1_001));
    origin.commit("many");
    Shop shop = shop(Map.of());
    shop.onPage = exchange -> Run.of(exchange).orElseThrow().requestStop();

    Run run = shop.run("jaffle.orders");

    assertThat(run.state()).isEqualTo(RunState.INTERRUPTED);
    assertThat(shop.pages).hasSize(1);
    assertThat(shop.work()).doesNotExist();
  }

  @Test
  void deletesTheWorkingCopyAfterTheRunAlsoWhenItFails() throws Exception {
    Shop shop = shop(Map.of());
    List<Path> seen = new ArrayList<>();
    shop.onPage =
        exchange -> {
          try (Stream<Path> copies = Files.find(shop.work(), 3, (p, a) -> p.endsWith(".git"))) {
            seen.addAll(copies.toList());
          }
          if (seen.size() > 1) {
            throw new IllegalStateException("The table is not there");
          }
        };

    shop.run("jaffle.orders");
    assertThat(seen).hasSize(1);
    assertThat(shop.work()).doesNotExist();

    failure(shop.run("jaffle.customers"));
    assertThat(seen).hasSize(2);
    assertThat(shop.work()).doesNotExist();
  }

  @Test
  void makesOneCloneForAllStreamsOfARun() throws Exception {
    Path pipeline =
        Files.writeString(
            temp.resolve("all.camel.yaml"),
            """
        - route:
            id: all
            group: pipeline
            from:
              uri: direct:all
              steps:
                - multicast:
                    steps:
                      - to: { uri: "direct:jaffle.customers" }
                      - to: { uri: "direct:jaffle.orders" }
                      - to: { uri: "direct:jaffle.payments" }
        """);
    Shop shop = shop(Map.of(), pipeline.toString());
    Set<Object> made = new HashSet<>();
    shop.onPage =
        exchange -> {
          try (Stream<Path> copies = Files.find(shop.work(), 3, (p, a) -> p.endsWith(".git"))) {
            for (Path copy : copies.toList()) {
              made.add(copy + " " + Files.getAttribute(copy, "creationTime"));
            }
          }
          // What comes in the middle of a run waits for the next one: all streams see one commit.
          orders("too late");
        };

    Run run = shop.run("all");

    assertThat(run.failure()).isNull();
    assertThat(run.steps())
        .extracting(step -> step.name())
        .containsExactly("all", "jaffle.customers", "jaffle.orders", "jaffle.payments");
    assertThat(run.steps().stream().skip(1).map(step -> step.notes().get("commit")).distinct())
        .hasSize(1);
    assertThat(made).hasSize(1);
    assertThat(shop.pages.get(1)).isEqualTo(List.of(Map.of("id", "1", "status", "first")));
    assertThat(shop.work()).doesNotExist();
  }

  @Test
  void deletesWhatAKilledProcessLeftBehind() throws Exception {
    Shop shop = shop(Map.of());
    Path left = shop.work().resolve("01DEAD").resolve("git-0badcafe");
    Files.createDirectories(left.resolve(".git"));
    Files.writeString(left.resolve(".git/config"), "");
    Files.writeString(left.resolveSibling("git-0badcafe.lock"), "");

    assertThat(shop.run("jaffle.orders").failure()).isNull();

    assertThat(left).doesNotExist();
    assertThat(shop.work()).doesNotExist();
  }

  @Test
  void neverReadsWhatASymbolicLinkPointsTo() throws Exception {
    Files.delete(origin.folder.resolve(ORDERS));
    Files.createSymbolicLink(origin.folder.resolve(ORDERS), Path.of("/etc/passwd"));
    origin.commit("link");
    Shop shop = shop(Map.of());

    CaravanException failure = failure(shop.run("jaffle.orders"));

    assertThat(failure.code()).isEqualTo(ErrorCode.E315);
    assertThat(failure.why()).contains(ORDERS + " (a link, which is not followed)");
    assertThat(shop.pages).isEmpty();
  }

  @Test
  void leavesSubmodulesAlone() throws Exception {
    try (Origin other = new Origin(temp.resolve("other"))) {
      other.write("secret.csv", "id\n1\n");
      other.commit("other");
      origin
          .git
          .submoduleAdd()
          .setURI(other.folder.toUri().toString())
          .setPath("seeds/sub")
          .call()
          .close();
      origin.commit("submodule");
    }
    Shop shop = shop(Map.of(), stream("shop.files", "seeds/**", "", "\"{{jaffle.repository}}\""));

    Run run = shop.run("shop.files");

    assertThat(run.failure()).isNull();
    assertThat(run.steps().get(0).notes().get("file"))
        .isEqualTo(List.of("seeds/raw_customers.csv", ORDERS, "seeds/raw_payments.csv"));
  }

  @Test
  void runsNoHookAndNoFilter() throws Exception {
    Path proof = temp.resolve("ran");
    for (String hook :
        List.of("post-checkout", "post-merge", "reference-transaction", "pre-receive")) {
      Path file = origin.folder.resolve(".git/hooks/" + hook);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "#!/bin/sh\ntouch " + proof + "\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    origin.write(".gitattributes", "*.csv filter=evil\n");
    origin.commit("filter");

    assertThat(shop(Map.of()).run("jaffle.orders").failure()).isNull();

    assertThat(proof).doesNotExist();
  }

  @Test
  void aFileThatVanishedIsNamedBesideThoseThatAreThere() throws Exception {
    Files.delete(origin.folder.resolve(ORDERS));
    origin.commit("gone");

    CaravanException failure = failure(shop(Map.of()).run("jaffle.orders"));

    assertThat(failure.code()).isEqualTo(ErrorCode.E315);
    assertThat(failure.what()).contains(ORDERS);
    assertThat(failure.why()).contains("seeds/raw_customers.csv, seeds/raw_payments.csv");
  }

  @Test
  void handsOnRejectsAndRowsInTheirOrder() throws Exception {
    origin.write(ORDERS, "id,status\n1,placed\n2,placed,extra\n3,\n");
    origin.commit("ragged");
    Shop shop = shop(Map.of());

    assertThat(shop.run("jaffle.orders").failure()).isNull();

    assertThat(shop.rows()).hasSize(3);
    assertThat(shop.rows().get(1))
        .isEqualTo(
            new Reject(
                "3 fields, but the header has 2",
                ORDERS + " line 3",
                "{\"id\":\"2\",\"status\":\"placed\",\"column_3\":\"extra\"}"));
  }

  @Test
  void aHeaderAloneIsNoRowAndAnEmptyFileIsNoted() throws Exception {
    origin.write(ORDERS, "id,status\n");
    origin.write("seeds/raw_payments.csv", "");
    origin.commit("empty");
    Shop shop = shop(Map.of());

    Run orders = shop.run("jaffle.orders");
    assertThat(orders.failure()).isNull();
    assertThat(shop.pages).isEmpty();

    Run payments = shop.run("jaffle.payments");
    assertThat(payments.failure()).isNull();
    assertThat(shop.pages).isEmpty();
    assertThat(payments.steps().get(0).notes())
        .containsEntry("empty", List.of("seeds/raw_payments.csv"));
  }

  @Test
  void aFileThatIsNoTextFailsWithItsLine() throws Exception {
    origin.write(ORDERS, "id,status\n1,Zo\u00eb\n".getBytes(StandardCharsets.ISO_8859_1));
    origin.commit("latin");

    CaravanException failure = failure(shop(Map.of()).run("jaffle.orders"));

    assertThat(failure.code()).isEqualTo(ErrorCode.E314);
    assertThat(failure.where()).isEqualTo(ORDERS + " line 2");
  }

  @Test
  void aPointerToLargeFileStorageIsNotTakenForData() throws Exception {
    origin.write(ORDERS, "version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 1\n");
    origin.commit("lfs");

    assertThat(failure(shop(Map.of()).run("jaffle.orders")).what()).contains("Git LFS");
  }

  @Test
  void refusesMoreThanTheSettingsAllow() throws Exception {
    CaravanException files = failure(shop(Map.of("git.max-files", "2")).run("jaffle.orders"));
    assertThat(files.what()).isEqualTo("The git repository has too many files");
    assertThat(files.why()).isEqualTo("git.max-files allows 2");

    origin.write(ORDERS, "id,status\n" + "1,aaaaaaaaaaaa\n".repeat(100_000));
    origin.commit("large");
    CaravanException size = failure(shop(Map.of("git.max-size", "1")).run("jaffle.orders"));
    assertThat(size.what()).isEqualTo("The files of jaffle.orders are too large");
    assertThat(size.fixes().get(0)).contains("git.max-size");
  }

  @Test
  void makesOneTablePerFileFromAStarInTheNameOfTheStream() throws Exception {
    origin.write("seeds/RawRefunds-2024.csv", "id;sum\n9;1,5\n");
    Files.delete(origin.folder.resolve("seeds/raw_customers.csv"));
    origin.commit("refunds");
    origin.write(ORDERS, "id;status\n1;a\n");
    origin.write("seeds/raw_payments.csv", "id;amount\n1;2\n");
    origin.commit("semicolons");
    Shop shop =
        shop(
            Map.of(),
            stream("shop.*", "seeds/*.csv", "delimiter: ';'", "\"{{jaffle.repository}}\""));

    Run run = shop.run("shop.*");

    assertThat(run.failure()).isNull();
    assertThat(shop.pages)
        .containsExactly(
            Map.of("shop.raw_refunds_2024", List.of(Map.of("id", "9", "sum", "1,5"))),
            Map.of("shop.raw_orders", List.of(Map.of("id", "1", "status", "a"))),
            Map.of("shop.raw_payments", List.of(Map.of("id", "1", "amount", "2"))));
    assertThat(run.steps()).hasSize(1);

    origin.write(ORDERS, "id;status\n1;b\n");
    origin.commit("one of them");
    shop.run("shop.*");
    assertThat(shop.pages)
        .containsExactly(Map.of("shop.raw_orders", List.of(Map.of("id", "1", "status", "b"))));
  }

  private String stream(String name, String path, String more, String repository) throws Exception {
    String route =
        """
        - route:
            id: %1$s
            group: stream
            from:
              uri: kamelet:git-csv-source/pages-of-it
              parameters:
                stream: %1$s
                repository: %4$s
                path: %2$s
                %3$s
              steps:
                - to: { uri: "upsert:%1$s?key=id" }
        """
            .formatted(name.contains("*") ? "'" + name + "'" : name, path, more, repository);
    return Files.writeString(
            temp.resolve("stream.camel.yaml"),
            route.replace("upsert:'" + name + "'", "upsert:" + name))
        .toString();
  }

  @Test
  void loadsTheRealTablesOnceAndChangesNothingTheSecondTime() throws Exception {
    origin.write(ORDERS, "id,status\n1,placed\n2,\"\"\n3,\n");
    origin.commit("three");
    Shop shop = shop(Map.of());
    shop.useTables();

    Run first = shop.run("jaffle.orders");
    assertThat(first.failure()).isNull();
    assertThat(first.steps().get(0).counted("new")).isEqualTo(3);
    assertThat(
            shop.query(
                "select id || ':' || coalesce(status, 'null') from jaffle.orders order by id"))
        .containsExactly("1:placed", "2:", "3:null");

    Run second = shop.run("jaffle.orders");
    assertThat(second.failure()).isNull();
    assertThat(second.steps().get(0).counts().values()).allMatch(count -> count == 0);
  }
}
