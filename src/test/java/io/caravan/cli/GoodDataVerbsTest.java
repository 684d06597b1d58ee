package io.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.TestDatabase;
import io.caravan.db.DatabaseAddress;
import io.caravan.sandbox.GoodDataSandbox;
import io.caravan.sandbox.Sandbox;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs about GoodData, typed one after the other. */
class GoodDataVerbsTest {

  private static final DatabaseAddress DATABASE = TestDatabase.create();

  @TempDir private static Path folder;
  private static Sandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(0);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static Typed type(String... words) {
    List<String> all = new ArrayList<>(List.of("gooddata"));
    all.addAll(Arrays.asList(words));
    Map.of(
            "caravan.data-dir", folder.resolve("data").toString(),
            "db.warehouse.url", DATABASE.jdbcUrl(),
            "db.warehouse.user", DATABASE.user(),
            "db.warehouse.password", DATABASE.password(),
            "gooddata.host", sandbox.address() + GoodDataSandbox.BASE,
            "gooddata.token", GoodDataSandbox.TOKEN)
        .forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
    return Typed.in(all.toArray(String[]::new));
  }

  @Test
  void stepsAreTypedOneAfterTheOther() throws SQLException {
    assertThat(type("register").code()).isZero();
    Typed loaded = type("load");
    assertThat(loaded.code()).isZero();
    assertThat(loaded.out())
        .contains("+ ldm/datasets/users  Users", "see    ", "/dashboards/#/workspace/staging");

    Typed failed = type("test");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.out())
        .contains(
            "5 of 5 insights cannot be computed", "FAIL  Commits by month", "/analyze/#/staging/");

    Typed unsaid = type("provision");
    assertThat(unsaid.code()).isEqualTo(64);
    assertThat(unsaid.err()).contains("E813");

    tables();
    assertThat(type("test").out()).contains("ok  Commits by month");
  }

  private static void tables() throws SQLException {
    try (Connection connection = TestDatabase.connect(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create schema cicd_output_stage;
          create table cicd_output_stage.users (user_id bigint, login text, user_url text);
          create table cicd_output_stage.repos (repo_id bigint, repo_name text, repo_url text);
          create table cicd_output_stage.commits (commit_id text, commit_url text, commit_title text,
            user_id bigint, repo_id bigint, created_at timestamp);
          create table cicd_output_stage.pull_requests (pull_request_id bigint, pull_request_url text,
            pull_request_title text, user_id bigint, repo_id bigint, created_at timestamp,
            merged_at timestamp, hours_to_solve numeric, days_to_solve numeric)
          """);
    }
  }
}
