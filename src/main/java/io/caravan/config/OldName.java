package io.caravan.config;

import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A name that people already have in their environment from the programs before Caravan.
 *
 * @param key what it stands for
 * @param value what its value is written as today
 */
record OldName(String key, UnaryOperator<String> value) {

  private static final Map<String, OldName> ALL =
      Map.ofEntries(
          Map.entry("DATABASE_URL", same("db.warehouse.url")),
          Map.entry("ET_DOMAIN", same("enderturing.domain")),
          Map.entry("ET_USER", same("enderturing.user")),
          Map.entry("ET_PASSWORD", same("enderturing.password")),
          Map.entry("ET_TOKEN", same("enderturing.token")),
          Map.entry("ET_AUTH_BY_TOKEN", same("enderturing.token-first")),
          Map.entry("INCREMENTAL_SYNC_N_DAYS", new OldName("enderturing.recent", OldName::days)),
          Map.entry("TEST_MODE_LIMIT_SESSIONS", same("caravan.test-mode-limit")),
          Map.entry("POSTGRES_INPUT_SCHEMA", same("github.schema")),
          Map.entry("POSTGRES_OUTPUT_SCHEMA", same("github.output-schema")),
          Map.entry("GOODDATA_DATA_SOURCE_ID", same("gooddata.data-source")),
          Map.entry("STAGING_WORKSPACE_ID", same("gooddata.staging-workspace")),
          Map.entry("PRODUCTION_WORKSPACE_ID", same("gooddata.production-workspace")));

  private static OldName same(String key) {
    return new OldName(key, UnaryOperator.identity());
  }

  private static String days(String number) {
    return number.strip().matches("\\d+") ? "P" + number.strip() + "D" : number;
  }

  /** Null for a name of today. Capitals do not count. */
  static OldName of(String name) {
    return ALL.get(name.toUpperCase(Locale.ROOT));
  }

  /** The setting as its key has it. */
  Setting read(Setting old) {
    return new Setting(value.apply(old.value()), old.place());
  }
}
