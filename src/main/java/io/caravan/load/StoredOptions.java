package io.caravan.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.load.value.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options a reject was loaded with, so that it can be loaded again in the same way. */
final class StoredOptions {

  private static final ObjectMapper JSON = new ObjectMapper();

  private StoredOptions() {}

  static String json(LoadOptions options) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("key", options.key());
    fields.put("keys", options.keys());
    fields.put("infer", options.infer());
    fields.put("nested", options.nested().name());
    return JsonText.of(fields);
  }

  static LoadOptions read(String json) {
    try {
      Map<String, Object> fields = JSON.readValue(json, new TypeReference<>() {});
      return LoadOptions.keyedBy(JSON.convertValue(fields.get("key"), String[].class))
          .withKeys(
              JSON.convertValue(
                  fields.get("keys"), new TypeReference<Map<String, List<String>>>() {}))
          .withInfer((Boolean) fields.get("infer"))
          .withNested(Nested.valueOf((String) fields.get("nested")));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Options of rejects that are not JSON", e);
    }
  }
}
