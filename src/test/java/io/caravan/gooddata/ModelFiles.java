package io.caravan.gooddata;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The models of this project, whole or damaged. */
final class ModelFiles {

  static final Path FOLDER = Path.of("gooddata/workspaces/cicd");

  private ModelFiles() {}

  static Model whole() {
    return new LayoutFolder(FOLDER).read();
  }

  /** Without one object. */
  static Model without(String kind, String id) {
    return changed(kind, id, object -> null);
  }

  /** With one object replaced; null removes it. */
  static Model changed(String kind, String id, UnaryOperator<Map<String, Object>> change) {
    Model whole = whole();
    return new Model(
        changed(whole.ldm(), kind, id, change), changed(whole.analytics(), kind, id, change));
  }

  private static Map<String, List<Object>> changed(
      Map<String, List<Object>> kinds,
      String kind,
      String id,
      UnaryOperator<Map<String, Object>> change) {
    Map<String, List<Object>> copy = new TreeMap<>(kinds);
    copy.computeIfPresent(
        kind,
        (key, objects) -> {
          List<Object> others = new ArrayList<>();
          for (Object object : objects) {
            Object kept =
                id.equals(Tree.text(object, "id"))
                    ? change.apply(new HashMap<>(Tree.map(object)))
                    : object;
            if (kept != null) {
              others.add(kept);
            }
          }
          return others;
        });
    return copy;
  }
}
