package io.caravan.load;

import static io.caravan.load.Warehouse.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The forms in which a page may arrive. */
class PageBodyTest {

  private static Map<String, List<?>> tables(Object body) {
    return PageBody.tables(body, "shop.orders", "shop");
  }

  @Test
  void aListIsThePageOfTheStream() {
    assertThat(tables(List.of(record("id", 1)))).containsOnlyKeys("shop.orders");
    assertThat(tables(null).get("shop.orders")).isEmpty();
  }

  @Test
  void oneObjectIsOneRecord() throws Exception {
    assertThat(tables(record("id", 1)).get("shop.orders")).hasSize(1);
    assertThat(tables(new ObjectMapper().readTree("{\"id\": 1}")).get("shop.orders")).hasSize(1);
    assertThat(tables(record("id", 1, "lines", List.of())).get("shop.orders")).hasSize(1);
  }

  @Test
  void anObjectOfListsNamesTables() throws Exception {
    assertThat(tables(new ObjectMapper().readTree("{\"orders\": [{}], \"other.lines\": [{}, {}]}")))
        .containsOnlyKeys("shop.orders", "other.lines");
  }

  @Test
  void oneTableUnderTwoNamesKeepsAllItsRecords() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("lines", List.of(record("id", 1)));
    body.put("shop.lines", List.of(record("id", 2)));
    assertThat(tables(body).get("shop.lines")).hasSize(2);
  }

  @Test
  void anythingElseIsExplained() {
    assertThatThrownBy(() -> tables("id;name"))
        .isInstanceOfSatisfying(
            CaravanException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.E314));
  }
}
