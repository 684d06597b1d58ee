package io.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.TestDatabase;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Tokens are kept as hashes; ending the last one opens nothing. */
class CredentialsTest {

  @Test
  void aTokenIsGoodUntilItIsRevoked() throws Exception {
    try (Connections connections = new Connections(TestDatabase.settings(Map.of()), null)) {
      TechnicalTables.migrate(connections.get(Connections.WAREHOUSE));
      ApiTokens tokens = new ApiTokens(connections.get(Connections.WAREHOUSE));
      Credentials credentials = new Credentials(tokens);
      credentials.refresh();
      assertThat(credentials.required()).isFalse();

      ApiTokens.Created created = tokens.create(Role.RUN, "a test");
      credentials.refresh();
      assertThat(credentials.required()).isTrue();
      assertThat(credentials.of("Bearer " + created.secret()))
          .hasValueSatisfying(token -> assertThat(token.role()).isEqualTo(Role.RUN));
      assertThat(credentials.of("Bearer " + created.secret() + "x")).isEmpty();
      assertThat(credentials.of("Basic !!")).isEmpty();
      assertThat(credentials.of("Bearer")).isEmpty();
      assertThat(credentials.of(null)).isEmpty();
      try (Connection connection = connections.get(Connections.WAREHOUSE).getConnection();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("select t::text from caravan.api_tokens t")) {
        row.next();
        assertThat(row.getString(1)).doesNotContain(created.secret());
      }

      assertThat(tokens.revoke(created.token().id())).isTrue();
      assertThat(tokens.revoke(created.token().id())).isFalse();
      credentials.refresh();
      assertThat(credentials.of("Bearer " + created.secret())).isEmpty();
      assertThat(credentials.required()).isTrue();
      assertThat(tokens.list()).hasSize(1);
    }
  }

  @Test
  void ofRequestsThatComeTogetherOneAsksTheDatabase() throws Exception {
    try (Connections connections = new Connections(TestDatabase.settings(Map.of()), null)) {
      DataSource warehouse = connections.get(Connections.WAREHOUSE);
      TechnicalTables.migrate(warehouse);
      AtomicInteger asked = new AtomicInteger();
      Credentials credentials = new Credentials(new ApiTokens(counted(warehouse, asked)));

      CompletableFuture.allOf(
              Stream.generate(() -> CompletableFuture.runAsync(credentials::refreshOnce))
                  .limit(8)
                  .toArray(CompletableFuture[]::new))
          .get(10, TimeUnit.SECONDS);

      assertThat(asked).hasValue(1);
      assertThat(credentials.fresh()).isTrue();
    }
  }

  private static DataSource counted(DataSource database, AtomicInteger asked) {
    return (DataSource)
        Proxy.newProxyInstance(
            CredentialsTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              asked.incrementAndGet();
              return method.invoke(database, arguments);
            });
  }
}
