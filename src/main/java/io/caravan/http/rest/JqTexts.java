package io.caravan.http.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** jq expressions of routes, compiled once: written in place, or in a file of routes/sources. */
final class JqTexts {

  private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();
  private static final List<String> NAMES =
      List.of("from", "to", "page", "size", "parent", "parents", "properties", "zone", "details");

  private final RouteTexts files;
  private final Map<String, JsonQuery> compiled = new ConcurrentHashMap<>();

  JqTexts(RouteTexts files) {
    this.files = files;
  }

  /** The functions of jq. Reading them takes a moment that a start without jq need not wait for. */
  private static final class Builtin {

    static final Scope SCOPE = Scope.newEmptyScope();

    static {
      BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, SCOPE);
      SCOPE.addFunction(LocalTime.NAME, 1, new LocalTime());
    }
  }

  /**
   * The single result of an expression.
   *
   * @param expression jq, or the name of a file that ends in .jq
   * @param values {@code $from}, {@code $to}, {@code $page}, {@code $size}, {@code $parent}, {@code
   *     $parents} and so on; null where there is none
   */
  JsonNode run(String expression, Object input, Values values) {
    Scope scope = Scope.newChildScope(Builtin.SCOPE);
    for (String name : NAMES) {
      Object value = values.find(name);
      scope.setValue(name, node(value == null ? values.find("variable." + name) : value));
    }
    List<JsonNode> results = new ArrayList<>();
    try {
      compiled.computeIfAbsent(expression, this::compile).apply(scope, node(input), results::add);
    } catch (JsonQueryException e) {
      throw unusable(expression, e);
    }
    if (results.size() != 1) {
      throw CaravanException.of(ErrorCode.E106, "A jq expression has to give one result")
          .where(expression)
          .why("it gave " + results.size())
          .fix("Wrap a list of results in [ ]")
          .build();
    }
    return results.get(0);
  }

  private static JsonNode node(Object value) {
    return value == null ? NullNode.getInstance() : JSON.valueToTree(value);
  }

  private JsonQuery compile(String expression) {
    try {
      return JsonQuery.compile(text(expression), Versions.JQ_1_6);
    } catch (JsonQueryException e) {
      throw unusable(expression, e);
    }
  }

  private String text(String expression) {
    if (!expression.endsWith(".jq")) {
      return expression;
    }
    try {
      return files.read(expression, value -> value);
    } catch (IOException e) {
      throw CaravanException.of(ErrorCode.E315, "A jq file of a route cannot be read")
          .where(files.path(expression).toString())
          .why(e.getClass().getSimpleName())
          .fix("Put the file there, or correct its name in the route")
          .build();
    }
  }

  private static CaravanException unusable(String expression, JsonProcessingException seen) {
    return CaravanException.of(ErrorCode.E106, "A jq expression of a route does not work")
        .where(expression)
        .why(seen.getOriginalMessage())
        .fix("Correct it in the route; ./caravan validate checks the rest of the file")
        .build();
  }
}
