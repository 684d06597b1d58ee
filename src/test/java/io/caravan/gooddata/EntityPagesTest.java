package io.caravan.gooddata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Where a list of entities ends: never by a missing link to the next page. */
class EntityPagesTest {

  private final CamelContext context = new DefaultCamelContext();
  private final EntityPages pages = new EntityPages();

  /** What was asked for when the pages have these numbers of records. */
  private List<String> asked(Map<String, Object> meta, int... sizes) {
    Exchange exchange = new DefaultExchange(context);
    exchange.setVariable("collection", "/api/v1/entities/things");
    pages.begin(exchange);
    List<String> asked = new ArrayList<>();
    for (int i = 0; exchange.getVariable("more", Boolean.class); i++) {
      pages.ask(exchange);
      asked.add(exchange.getVariable("query", String.class));
      exchange
          .getMessage()
          .setBody(
              Map.of(
                  "data", Collections.nCopies(sizes[i], Map.of("id", "x")),
                  "links", Map.of("next", "https://acme.example/another"),
                  "meta", meta));
      pages.take(exchange);
    }
    assertThat(pages.all(exchange)).hasSize(java.util.Arrays.stream(sizes).sum());
    return asked;
  }

  @Test
  void aShortPageIsTheLastAlthoughItNamesAnother() {
    assertThat(asked(Map.of(), 500, 3)).containsExactly("page=0&size=500", "page=1&size=500");
    assertThat(asked(Map.of(), 0)).hasSize(1);
  }

  @Test
  void afterAFullPageAnEmptyOneMayCome() {
    assertThat(asked(Map.of(), 500, 0)).hasSize(2);
  }

  @Test
  void theNumberOfPagesEndsIt() {
    assertThat(asked(Map.of("page", Map.of("totalPages", 1)), 500)).hasSize(1);
  }
}
