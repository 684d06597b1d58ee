package io.caravan.dbt;

import io.caravan.config.Settings;
import io.caravan.db.DatabaseAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The environment variables of the dbt process: a handful of the machine's and ours. A dbt project
 * is a program, so it is not shown the tokens that the environment of Caravan may hold.
 */
final class DbtEnvironment {

  private static final List<String> OF_THE_MACHINE = List.of("PATH", "HOME", "TMPDIR", "TZ");

  private DbtEnvironment() {}

  static Map<String, String> of(
      Settings settings,
      DatabaseAddress warehouse,
      DbtFolders folders,
      Map<String, String> machine) {
    Map<String, String> environment = new TreeMap<>();
    for (String name : OF_THE_MACHINE) {
      if (machine.containsKey(name)) {
        environment.put(name, machine.get(name));
      }
    }
    environment.put("LANG", machine.getOrDefault("LANG", "C.UTF-8"));
    environment.put("PYTHONUTF8", "1");
    environment.put("PYTHONUNBUFFERED", "1");
    environment.put("DO_NOT_TRACK", "1");
    environment.put("DBT_SEND_ANONYMOUS_USAGE_STATS", "false");
    environment.put("DBT_TARGET_PATH", folders.target().toString());
    environment.put("CARAVAN_DB_HOST", warehouse.host());
    environment.put("CARAVAN_DB_PORT", Integer.toString(warehouse.port()));
    environment.put("CARAVAN_DB_NAME", warehouse.name());
    environment.put("CARAVAN_DB_USER", warehouse.user());
    // dbt blanks out every value whose name begins so.
    environment.put("DBT_ENV_SECRET_CARAVAN_DB_PASSWORD", warehouse.password());
    environment.put("CARAVAN_DBT_SCHEMA", settings.get("dbt.schema", "analytics"));
    environment.put("CARAVAN_DBT_THREADS", Integer.toString(settings.getInt("dbt.threads", 4)));
    environment.putAll(named(settings.get("dbt.environment", "")));
    return environment;
  }

  /** Pairs {@code NAME=value}, separated by commas. */
  private static Map<String, String> named(String pairs) {
    Map<String, String> named = new TreeMap<>();
    for (String pair : pairs.split(",")) {
      String[] parts = pair.strip().split("\\s*=\\s*", 2);
      if (parts.length == 2) {
        named.put(parts[0], parts[1]);
      }
    }
    return named;
  }
}
