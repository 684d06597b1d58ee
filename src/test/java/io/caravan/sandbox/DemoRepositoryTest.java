package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.error.CaravanException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRepositoryTest {

  @TempDir Path folder;

  @Test
  void hasTheSameCommitWhereverItIsMade() throws Exception {
    DemoRepository.create(folder.resolve("one"));
    DemoRepository.create(folder.resolve("two"));

    assertThat(commits("one")).isEqualTo(commits("two")).hasSize(1);
    assertThat(commits("one")).containsExactly("b2dcb5428962f038ba052a53e1db1558407e169e");
  }

  @Test
  void leavesARepositoryThatIsThereAlone() throws Exception {
    Path repository = DemoRepository.create(folder.resolve("shop"));
    DemoRepository.change(repository, 7, "returned");

    DemoRepository.create(repository);

    assertThat(commits("shop")).hasSize(2);
    assertThat(column("shop", "raw_orders", 3).get(6)).isEqualTo("returned");
  }

  @Test
  void finishesARepositoryWhoseFirstCommitIsMissing() throws Exception {
    Git.init().setDirectory(folder.resolve("shop").toFile()).call().close();

    DemoRepository.create(folder.resolve("shop"));

    assertThat(commits("shop")).hasSize(1);
  }

  @Test
  void refusesAFolderWithSomebodyElsesFiles() throws IOException {
    Files.writeString(folder.resolve("letter.txt"), "Dear reader");

    assertThatThrownBy(() -> DemoRepository.create(folder))
        .isInstanceOf(CaravanException.class)
        .hasMessageContaining("empty folder");
    assertThat(folder).isDirectoryNotContaining("glob:**.git");
  }

  @Test
  void changesOneOrderAndNothingElse() throws Exception {
    Path repository = DemoRepository.create(folder.resolve("shop"));
    List<String> before = Files.readAllLines(repository.resolve("seeds/raw_orders.csv"));

    String commit = DemoRepository.change(repository, 1, "returned");

    List<String> after = Files.readAllLines(repository.resolve("seeds/raw_orders.csv"));
    List<String> expected = new ArrayList<>(before);
    expected.set(1, before.get(1).replaceAll("[^,]+$", "returned"));
    assertThat(after).isEqualTo(expected);
    assertThat(commits("shop")).first().isEqualTo(commit);
  }

  @Test
  void knowsWhichOrdersThereAre() {
    Path repository = DemoRepository.create(folder.resolve("shop"));

    assertThatThrownBy(() -> DemoRepository.change(repository, 151, "returned"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isAsAwkwardAsRealData() throws IOException {
    DemoRepository.create(folder.resolve("shop"));

    assertThat(column("shop", "raw_customers", 0)).hasSize(120).doesNotHaveDuplicates();
    assertThat(column("shop", "raw_customers", 2))
        .contains("Smith, Jr.", "Le \"Grand\"", "O'Neill", "Núñez");
    assertThat(column("shop", "raw_orders", 0)).hasSize(150).doesNotHaveDuplicates();
    assertThat(column("shop", "raw_orders", 3))
        .containsOnly("completed", "placed", "shipped", "returned", "return_pending")
        .contains("completed", "placed", "shipped", "returned", "return_pending");
    assertThat(column("shop", "raw_orders", 1))
        .isSubsetOf(column("shop", "raw_customers", 0))
        .doesNotContainAnyElementsOf(List.of("3", "120"));
    assertThat(column("shop", "raw_payments", 3))
        .allMatch(amount -> Integer.parseInt(amount) % 100 == 0);
    Map<String, Long> paymentsByOrder =
        column("shop", "raw_payments", 1).stream()
            .collect(Collectors.groupingBy(order -> order, Collectors.counting()));
    assertThat(paymentsByOrder).hasSize(150);
    assertThat(paymentsByOrder.values()).contains(1L, 2L, 3L);
    assertThat(column("shop", "raw_payments", 0)).hasSizeBetween(170, 200);
  }

  private List<String> column(String repository, String table, int column) throws IOException {
    Path file = folder.resolve(repository).resolve("seeds/" + table + ".csv");
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      return parser.stream().map((CSVRecord row) -> row.get(column)).toList();
    }
  }

  private List<String> commits(String repository) throws Exception {
    try (Git git = Git.open(folder.resolve(repository).toFile())) {
      return StreamSupport.stream(git.log().call().spliterator(), false)
          .map(RevCommit::getName)
          .toList();
    }
  }
}
