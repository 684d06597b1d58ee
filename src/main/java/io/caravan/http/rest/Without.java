package io.caravan.http.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/**
 * {@code . | without(["scores", "tags"])}: an object without some of its fields, and anything else
 * as it is. What {@code del} does too, which copies the object once for each field.
 */
final class Without implements Function {

  static final String NAME = "without";

  @Override
  public void apply(
      Scope scope,
      List<Expression> arguments,
      JsonNode in,
      Path path,
      PathOutput output,
      Version version)
      throws JsonQueryException {
    arguments.get(0).apply(scope, in, names -> output.emit(rest(in, names), null));
  }

  private static JsonNode rest(JsonNode in, JsonNode names) {
    if (!in.isObject()) {
      return in;
    }
    Set<String> left = new HashSet<>();
    names.forEach(name -> left.add(name.asText()));
    ObjectNode rest = ((ObjectNode) in).objectNode();
    in.properties()
        .forEach(
            field -> {
              if (!left.contains(field.getKey())) {
                rest.set(field.getKey(), field.getValue());
              }
            });
    return rest;
  }
}
