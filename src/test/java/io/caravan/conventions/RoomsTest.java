package io.caravan.conventions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A room uses the rooms it is told to here, and no other. */
class RoomsTest {

  /**
   * Each room and what it may use. In the order in which data meets them; errors and settings
   * first.
   */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("error", Set.of()),
          Map.entry("config", Set.of("error")),
          Map.entry("db", Set.of("error", "config")),
          Map.entry("embedded", Set.of("error", "config", "db")),
          Map.entry("run", Set.of("error")),
          Map.entry("stream", Set.of("error", "config", "db", "run")),
          Map.entry("csv", Set.of("error", "config", "run", "stream")),
          Map.entry("git", Set.of("error", "config", "run", "stream", "csv")),
          Map.entry("load", Set.of("error", "config", "db", "run", "stream")),
          Map.entry("file", Set.of("error", "db", "run", "stream")),
          Map.entry("singer", Set.of("error", "config", "db", "run", "stream", "load", "process")),
          Map.entry("auth", Set.of("error", "config")),
          Map.entry("http", Set.of("error", "config", "db", "auth", "run", "stream")),
          Map.entry("process", Set.of()),
          Map.entry("dbt", Set.of("error", "config", "db", "run", "process")),
          Map.entry("sync", Set.of("error", "config", "db", "run", "stream", "csv", "http")),
          Map.entry("web", Set.of("error", "config")),
          Map.entry("people", Set.of("error", "db", "web")),
          Map.entry("gists", Set.of("error", "config", "db", "run")),
          Map.entry("gooddata", Set.of("error", "config", "db", "run")),
          Map.entry("sandbox", Set.of("error")),
          Map.entry("docs", Set.of("error", "config", "stream")),
          Map.entry("validate", Set.of("error", "config")));

  private static final Set<String> PLAIN =
      Set.of("load.value", "load.table", "load.dialect", "load.dialect.plain");

  /** The packages inside of rooms and what each may use of its room. */
  private static final Map<String, Set<String>> INSIDE =
      Map.ofEntries(
          Map.entry("load.value", Set.of()),
          Map.entry("load.table", Set.of("load.value")),
          Map.entry("load.dialect", Set.of("load.value", "load.table")),
          Map.entry("load.dialect.plain", Set.of("load.value", "load.table", "load.dialect")),
          Map.entry("load.dialect.postgres", Set.of("load.value", "load.table", "load.dialect")),
          Map.entry("load.dialect.mysql", PLAIN),
          Map.entry("load.dialect.sqlite", PLAIN),
          Map.entry("load.dialect.sqlserver", PLAIN),
          Map.entry("cli.output", Set.of()),
          Map.entry("cli.log", Set.of("cli.output")),
          Map.entry("cli.check", Set.of("cli.output")));

  private static final Set<String> AT_THE_TOP = Set.of("app", "cli");

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.caravan");

  private static String room(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.");
    return parts.length > 2 ? parts[2] : "";
  }

  @Test
  void everyRoomIsInThePlan() {
    Set<String> rooms = ALL.stream().map(RoomsTest::room).collect(Collectors.toSet());
    rooms.removeAll(AT_THE_TOP);

    assertThat(MAY_USE.keySet()).containsAll(rooms);
  }

  @Test
  void aRoomUsesOnlyTheRoomsItIsToldTo() {
    MAY_USE.forEach(
        (room, mayUse) ->
            noClasses()
                .that()
                .resideInAPackage("io.caravan." + room + "..")
                .should()
                .dependOnClassesThat(
                    DescribedPredicate.describe(
                        "stand in another room than " + mayUse,
                        used ->
                            used.getPackageName().startsWith("io.caravan.")
                                && !room(used).equals(room)
                                && !mayUse.contains(room(used))))
                .allowEmptyShould(true)
                .check(ALL));
  }

  @Test
  void aPackageInsideOfARoomUsesOnlyThoseItIsToldTo() {
    INSIDE.forEach(
        (inner, mayUse) ->
            noClasses()
                .that()
                .resideInAPackage("io.caravan." + inner)
                .should()
                .dependOnClassesThat(
                    DescribedPredicate.describe(
                        "stand in another package of the room than " + mayUse,
                        used ->
                            room(used).equals(inner.split("\\.")[0])
                                && !used.getPackageName().equals("io.caravan." + inner)
                                && mayUse.stream()
                                    .noneMatch(
                                        one -> used.getPackageName().equals("io.caravan." + one))))
                .check(ALL));
  }

  @Test
  void whatIsInsideOfLoadIsForLoadingOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.caravan.load..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "stand inside of load",
                used -> used.getPackageName().startsWith("io.caravan.load.")))
        .check(ALL);
  }

  @Test
  void onlyTheTopKnowsTheTop() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.caravan.app..", "io.caravan.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.caravan.app..", "io.caravan.cli..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("io.caravan.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.caravan.cli..")
        .check(ALL);
  }

  @Test
  void productionCodeEndsTheProcessInOnePlaceOnly() {
    classes()
        .that(DescribedPredicate.describe("call System.exit", RoomsTest::callsExit))
        .should()
        .resideInAnyPackage("io.caravan.cli..", "io.caravan.sandbox..")
        .allowEmptyShould(true)
        .check(ALL);
  }

  private static boolean callsExit(JavaClass type) {
    return type.getMethodCallsFromSelf().stream()
        .anyMatch(
            call ->
                call.getTargetOwner().isEquivalentTo(System.class)
                    && call.getName().equals("exit"));
  }

  @Test
  void everyRoomIntroducesItself() throws IOException {
    try (Stream<Path> folders = Files.walk(Path.of("src/main/java/io/caravan"))) {
      List<Path> silent =
          folders
              .filter(Files::isDirectory)
              .filter(RoomsTest::holdsJava)
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .toList();
      assertThat(silent).isEmpty();
    }
  }

  @Test
  void noClassIsLongerThan300Lines() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".java")).filter(RoomsTest::isLong))
          .isEmpty();
    }
  }

  private static boolean holdsJava(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isLong(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count() > 300;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
