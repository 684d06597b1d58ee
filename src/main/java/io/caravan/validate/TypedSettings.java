package io.caravan.validate;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The settings that somebody typed for one command: a mistyped key must not be passed over. */
public final class TypedSettings {

  private TypedSettings() {}

  /**
   * Fails with E102 when nothing reads one of these keys.
   *
   * @param typed by key
   */
  public static void check(Path project, Map<String, String> typed) {
    if (typed.isEmpty()) {
      return;
    }
    Set<String> known = SettingsCheck.shipped();
    known.addAll(Settings.load(project, Map.of(), Map.of()).keys());
    for (String key : typed.keySet()) {
      if (!SettingsCheck.isKnown(key, known) && !inRoutes(project).contains(key)) {
        throw CaravanException.of(ErrorCode.E102, "Nothing reads the setting " + key)
            .where("--set " + key)
            .fix(Nearest.hint(key, known, "See them all: ./caravan config"))
            .build();
      }
    }
  }

  /** Only looked for when nothing else knows a key: it takes a moment. */
  private static Set<String> inRoutes(Path project) {
    Set<String> used = new TreeSet<>();
    RouteFiles.read(project, finding -> {})
        .all()
        .forEach(file -> used.addAll(PlaceholderCheck.used(file)));
    return used;
  }
}
