package io.caravan.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodesTest {

  @Test
  void makesTheSameTreeAsJackson() {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("text", "ü");
    record.put("whole", 1);
    record.put("long", 5_000_000_000L);
    record.put("longer", new BigInteger("123456789012345678901234567890"));
    record.put("exact", new BigDecimal("1.50"));
    record.put("double", 0.25);
    record.put("truth", true);
    record.put("nothing", null);
    record.put("list", Arrays.asList("a", null, List.of(1, 2), Map.of("b", "c")));
    record.put("empty", Map.of());
    ObjectMapper jackson = new ObjectMapper();

    assertThat(Nodes.of(record)).isEqualTo(jackson.valueToTree(record));
    assertThat(Nodes.of(record)).hasToString(jackson.valueToTree(record).toString());
  }

  @Test
  void keepsATreeThatIsThere() {
    var tree = Nodes.of(Map.of("a", 1));

    assertThat(Nodes.of(tree)).isSameAs(tree);
    assertThat(Nodes.of(Map.of("inner", tree)).get("inner")).isSameAs(tree);
  }
}
