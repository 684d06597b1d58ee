package io.caravan.gooddata;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a model refers to and does not have. GoodData takes such a model, and the insight then
 * fails for whoever opens it.
 */
final class References {

  /** {@code {metric/revenue}} in a metric's MAQL. */
  private static final Pattern MAQL =
      Pattern.compile("\\{(metric|attribute|label|fact|dataset)/([.A-Za-z0-9_-]+)}");

  private static final Set<String> LOCAL = Set.of("measureIdentifier", "localIdentifier");

  private final Names names;
  private final List<String> problems = new ArrayList<>();

  private References(Model model) {
    names = Names.of(model);
  }

  /** One sentence for each reference that leads nowhere, in the order of the objects. */
  static List<String> problems(Model model) {
    References references = new References(model);
    model.ldm().getOrDefault("datasets", List.of()).forEach(references::dataset);
    model.of("metrics").forEach(references::metric);
    model.of("visualizationObjects").forEach(references::insight);
    for (String kind : List.of("analyticalDashboards", "filterContexts", "attributeHierarchies")) {
      model
          .of(kind)
          .forEach(object -> references.walk(Model.folder(kind) + " " + named(object), object));
    }
    return references.problems;
  }

  /** Fails when there is nothing to put, or when something would lead nowhere. */
  static void check(Model model, String where) {
    if (model.isEmpty()) {
      throw CaravanException.of(ErrorCode.E611, "The model has no datasets")
          .where(where)
          .why("a put replaces everything: an empty model would wipe the workspace")
          .fix("Correct gooddata.layout", "./caravan gooddata store")
          .build();
    }
    List<String> problems = problems(model);
    if (!problems.isEmpty()) {
      throw CaravanException.of(
              ErrorCode.E611,
              problems.size() == 1
                  ? "The model refers to something that it does not have"
                  : "The model refers to " + problems.size() + " things that it does not have")
          .where(where)
          .why(String.join("; ", problems))
          .fix("Correct the files, or take the model from the workspace: ./caravan gooddata store")
          .build();
    }
  }

  private static String named(Object object) {
    String title = Tree.text(object, "title");
    return "'" + (title == null ? Tree.text(object, "id") : title) + "'";
  }

  private void dataset(Object dataset) {
    String who = "dataset " + named(dataset);
    walk(who, Tree.at(dataset, "references"));
    for (Object reference : Tree.list(dataset, "references")) {
      for (Object source : Tree.list(reference, "sources")) {
        refer(who, Tree.text(source, "target", "type"), Tree.text(source, "target", "id"));
      }
    }
    for (Object grain : Tree.list(dataset, "grain")) {
      refer(who, Tree.text(grain, "type"), Tree.text(grain, "id"));
    }
    for (Object attribute : Tree.list(dataset, "attributes")) {
      if (Tree.has(attribute, "defaultView")) {
        refer(who, "label", Tree.text(attribute, "defaultView", "id"));
      }
    }
    if (!Tree.has(dataset, "dataSourceTableId")
        && !Tree.has(dataset, "sql")
        && !Tree.has(dataset, "precedence")) {
      problems.add(who + " has neither a table nor a query");
    }
  }

  private void metric(Object metric) {
    String maql = Tree.text(metric, "content", "maql");
    Matcher reference = MAQL.matcher(maql == null ? "" : maql);
    while (reference.find()) {
      refer("metric " + named(metric), reference.group(1), reference.group(2));
    }
  }

  private void insight(Object insight) {
    String who = "insight " + named(insight);
    Object content = Tree.at(insight, "content");
    walk(who, content);
    Set<String> items = new HashSet<>();
    for (Object bucket : Tree.list(content, "buckets")) {
      for (Object item : Tree.list(bucket, "items")) {
        Tree.map(item).values().forEach(value -> items.add(Tree.text(value, "localIdentifier")));
      }
    }
    for (Object bucket : Tree.list(content, "buckets")) {
      for (Object item : Tree.list(bucket, "items")) {
        locals(who, items, Tree.at(item, "measure", "definition"));
      }
    }
    for (Object filter : Tree.list(content, "filters")) {
      Tree.map(filter)
          .forEach(
              (kind, body) -> {
                if (kind.equals("rankingFilter") || kind.equals("measureValueFilter")) {
                  locals(who, items, withoutOwnName(body));
                }
              });
    }
  }

  /** A filter may have a local identifier of its own, which refers to nothing. */
  private static List<Object> withoutOwnName(Object filter) {
    return Tree.map(filter).entrySet().stream()
        .filter(entry -> !entry.getKey().equals("localIdentifier"))
        .map(Map.Entry::getValue)
        .toList();
  }

  private void locals(String who, Set<String> items, Object tree) {
    if (tree instanceof List<?> list) {
      list.forEach(item -> locals(who, items, item));
    } else if (tree instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            if (key.equals("measureIdentifiers")) {
              Tree.list(map, "measureIdentifiers")
                  .forEach(
                      id ->
                          local(
                              who,
                              items,
                              id instanceof Map
                                  ? Tree.text(id, "localIdentifier")
                                  : id.toString()));
            } else if (LOCAL.contains(key) && value instanceof String id) {
              local(who, items, id);
            } else {
              locals(who, items, value);
            }
          });
    }
  }

  private void local(String who, Set<String> items, String id) {
    if (!items.contains(id)) {
      problems.add(who + " refers to its item '" + id + "', which it does not have");
    }
  }

  /** Every {@code identifier} with id and type, however deep. */
  private void walk(String who, Object tree) {
    if (tree instanceof List<?> list) {
      list.forEach(item -> walk(who, item));
    } else if (tree instanceof Map<?, ?> map) {
      if (map.get("identifier") instanceof Map<?, ?> identifier) {
        refer(who, Tree.text(identifier, "type"), Tree.text(identifier, "id"));
      }
      map.values().forEach(value -> walk(who, value));
    }
  }

  private void refer(String who, String type, String id) {
    if (type != null && Names.judges(type) && !names.has(type, id)) {
      problems.add(who + " uses the " + words(type) + " '" + id + "', which is not there");
    }
  }

  private static String words(String type) {
    return type.equals("visualizationObject") ? "insight" : type;
  }
}
