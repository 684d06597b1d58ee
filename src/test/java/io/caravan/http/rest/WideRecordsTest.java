package io.caravan.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records that came in parts are whole afterwards, or nobody takes them for whole. */
class WideRecordsTest {

  private static Map<String, Object> record(String id, String property, Object value) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(property, value);
    return new LinkedHashMap<>(Map.of("id", id, "properties", properties));
  }

  private static Page page(List<Map<String, Object>> records) {
    return new Page(null, null, new ArrayList<>(records), null, 0, "");
  }

  @Test
  void partsAreFoundByIdInWhateverOrder() {
    Page first = page(List.of(record("1", "a", 10), record("2", "a", null)));
    Page more = page(List.of(record("2", "b", 21), record("1", "b", null)));

    assertThat(WideRecords.join(List.of(first, more))).isTrue();

    Map<String, Object> one = new LinkedHashMap<>();
    one.put("a", 10);
    one.put("b", null);
    Map<String, Object> two = new LinkedHashMap<>();
    two.put("a", null);
    two.put("b", 21);
    assertThat(first.records())
        .containsExactly(
            Map.of("id", "1", "properties", one), Map.of("id", "2", "properties", two));
  }

  @Test
  void aRecordWithAPartMissingIsNoRecord() {
    Page first = page(List.of(record("1", "a", 10), record("2", "a", 20)));
    Page more = page(List.of(record("1", "b", 11), record("3", "b", 31)));

    assertThat(WideRecords.join(List.of(first, more))).isFalse();
  }

  @Test
  void whatOnlyALaterPartHasIsLeftToTheNextRead() {
    Page first = page(List.of(record("1", "a", 10)));
    Page more = page(List.of(record("1", "b", 11), record("3", "b", 31)));

    assertThat(WideRecords.join(List.of(first, more))).isTrue();
    assertThat(first.records()).hasSize(1);
  }
}
