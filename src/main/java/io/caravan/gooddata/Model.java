package io.caravan.gooddata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The two models of a workspace as GoodData's layout calls speak of them: kinds of objects, each a
 * list. Kinds that are not known here are kept, since a put replaces everything.
 *
 * @param ldm what stands in {@code ldm}: {@code datasets}, {@code dateInstances} and others
 * @param analytics what stands in {@code analytics}: {@code visualizationObjects}, {@code
 *     analyticalDashboards}, {@code metrics} and others
 */
record Model(Map<String, List<Object>> ldm, Map<String, List<Object>> analytics) {

  static final String LDM = "ldm";
  static final String ANALYTICS = "analytics_model";

  private static final Pattern CAPITAL = Pattern.compile("([A-Z])");

  /** From the bodies of the two calls, {@code {"ldm": ...}} and {@code {"analytics": ...}}. */
  static Model of(Object ldmBody, Object analyticsBody) {
    return new Model(kinds(Tree.map(ldmBody, "ldm")), kinds(Tree.map(analyticsBody, "analytics")));
  }

  static Model empty() {
    return new Model(new TreeMap<>(), new TreeMap<>());
  }

  private static Map<String, List<Object>> kinds(Map<String, Object> body) {
    Map<String, List<Object>> kinds = new TreeMap<>();
    body.forEach(
        (kind, value) -> {
          if (value instanceof List<?> list) {
            List<Object> objects = new ArrayList<>(list);
            objects.sort(Comparator.comparing(object -> String.valueOf(Tree.at(object, "id"))));
            kinds.put(kind, objects);
          }
        });
    return kinds;
  }

  /** The body of the call that puts the logical model. */
  Map<String, Object> ldmBody() {
    return Map.of("ldm", body(ldm, "datasets", "dateInstances"));
  }

  /** The body of the call that puts the analytics model. */
  Map<String, Object> analyticsBody() {
    return Map.of("analytics", body(analytics, "analyticalDashboards", "visualizationObjects"));
  }

  private static Map<String, Object> body(Map<String, List<Object>> kinds, String... always) {
    Map<String, Object> body = new TreeMap<>(kinds);
    for (String kind : always) {
      body.putIfAbsent(kind, List.of());
    }
    return body;
  }

  /** Whether putting it would leave a workspace without data. */
  boolean isEmpty() {
    return ldm.getOrDefault("datasets", List.of()).isEmpty();
  }

  /** Every object by its path in the SDK's folder form, such as {@code ldm/datasets/users}. */
  Map<String, Map<String, Object>> objects() {
    Map<String, Map<String, Object>> objects = new TreeMap<>();
    add(objects, LDM, ldm);
    add(objects, ANALYTICS, analytics);
    return objects;
  }

  private static void add(
      Map<String, Map<String, Object>> objects, String side, Map<String, List<Object>> kinds) {
    kinds.forEach(
        (kind, list) ->
            list.forEach(
                object ->
                    objects.put(
                        side + "/" + folder(kind) + "/" + Tree.text(object, "id"),
                        Tree.map(object))));
  }

  /** {@code date_instances} for {@code dateInstances}. */
  static String folder(String kind) {
    return CAPITAL.matcher(kind).replaceAll("_$1").toLowerCase(Locale.ROOT);
  }

  /** {@code dateInstances} for {@code date_instances}. */
  static String kind(String folder) {
    return Pattern.compile("_([a-z])")
        .matcher(folder)
        .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
  }

  /** The objects of one kind of the analytics model. */
  List<Object> of(String kind) {
    return analytics.getOrDefault(kind, List.of());
  }
}
