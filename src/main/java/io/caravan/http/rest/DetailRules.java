package io.caravan.http.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What else is asked for each record of a page. The setters are parameters of the kamelet. */
public final class DetailRules {

  private String paths = "";
  private Set<String> wanted = Set.of();
  private int inFlight = 4;

  boolean any() {
    return !paths.isEmpty() && !wanted.isEmpty();
  }

  /** The names that are wanted; what a mapping knows as {@code $details}. */
  List<String> wanted() {
    return wanted.stream().sorted().toList();
  }

  int inFlight() {
    return inFlight;
  }

  /** The path of each call for each of the records, by the field its answer becomes. */
  List<Map<String, String>> of(List<?> records, Values values, JqTexts jq) {
    return jq.each(paths, records, values).stream().map(this::wanted).toList();
  }

  private Map<String, String> wanted(JsonNode paths) {
    Map<String, String> calls = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> call : paths.properties()) {
      if (wanted.contains(call.getKey()) && call.getValue().isTextual()) {
        calls.put(call.getKey(), call.getValue().asText());
      }
    }
    return calls;
  }

  /** A jq expression, or the name of a .jq file, that gives an object of paths for a record. */
  public void setPaths(String paths) {
    this.paths = paths;
  }

  /** Names separated by commas. */
  public void setWanted(String names) {
    wanted =
        Stream.of(names.split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  public void setInFlight(int inFlight) {
    this.inFlight = Math.max(1, inFlight);
  }
}
