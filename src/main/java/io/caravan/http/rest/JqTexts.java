package io.caravan.http.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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

  private static final List<String> NAMES =
      List.of("from", "to", "page", "size", "parent", "parents", "properties", "zone", "details");

  /** What stands before an expression that is compiled for lists. */
  private static final String EACH = "each ";

  private final RouteTexts files;
  private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();

  /**
   * An expression ready to run.
   *
   * @param names of the values that it asks for; to make JSON of the others would be in vain
   */
  private record Compiled(JsonQuery query, List<String> names) {}

  JqTexts(RouteTexts files) {
    this.files = files;
  }

  /** The functions of jq. Reading them takes a moment that a start without jq need not wait for. */
  private static final class Builtin {

    static final Scope SCOPE = Scope.newEmptyScope();

    static {
      BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, SCOPE);
      SCOPE.addFunction(LocalTime.NAME, 1, new LocalTime());
      SCOPE.addFunction(Without.NAME, 1, new Without());
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
    return one(expression, results(expression, expression, input, values));
  }

  /** The single result of an expression for each record of a list. */
  List<JsonNode> each(String expression, List<?> records, Values values) {
    // In one go: to begin anew for each record costs more than what most expressions do.
    JsonNode each = one(expression, results(EACH + expression, expression, records, values));
    if (each.size() != records.size()) {
      throw notOne(expression, each.size() + " for " + records.size() + " records");
    }
    List<JsonNode> results = new ArrayList<>(records.size());
    each.forEach(results::add);
    return results;
  }

  private List<JsonNode> results(String key, String expression, Object input, Values values) {
    Compiled ready = compiled.computeIfAbsent(key, this::compile);
    Scope scope = Scope.newChildScope(Builtin.SCOPE);
    for (String name : ready.names()) {
      Object value = values.find(name);
      scope.setValue(name, Nodes.of(value == null ? values.find("variable." + name) : value));
    }
    List<JsonNode> results = new ArrayList<>();
    try {
      ready.query().apply(scope, Nodes.of(input), results::add);
    } catch (JsonQueryException e) {
      throw unusable(expression, e);
    }
    return results;
  }

  private static JsonNode one(String expression, List<JsonNode> results) {
    if (results.size() != 1) {
      throw notOne(expression, String.valueOf(results.size()));
    }
    return results.get(0);
  }

  private static CaravanException notOne(String expression, String results) {
    return CaravanException.of(ErrorCode.E106, "A jq expression has to give one result")
        .where(expression)
        .why("it gave " + results)
        .fix("Wrap a list of results in [ ]")
        .build();
  }

  private Compiled compile(String key) {
    String expression = key.startsWith(EACH) ? key.substring(EACH.length()) : key;
    try {
      String text = text(expression);
      // The line break ends a comment.
      String whole = key.startsWith(EACH) ? "[.[] | (" + text + "\n)]" : text;
      return new Compiled(
          JsonQuery.compile(whole, Versions.JQ_1_6),
          NAMES.stream().filter(name -> text.contains("$" + name)).toList());
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
