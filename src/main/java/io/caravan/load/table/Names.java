package io.caravan.load.table;

import io.caravan.load.value.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a name of the source is called in the database, and how it is quoted. PostgreSQL cuts a name
 * after 63 bytes without an error, so two long names could become one: a long name is cut here and
 * ends in a hash of the whole.
 */
public final class Names {

  public static final String LOADED_AT = "_loaded_at";
  public static final String RUN_ID = "_run_id";

  /** When the row was found to be gone from the source; null while it is there. */
  public static final String DELETED_AT = "_deleted_at";

  public static final String EXTRA = "_extra";

  private static final int LONGEST = 63;
  private static final int HASH = 8;

  /** PostgreSQL refuses these as columns (42701); the last three are ours. */
  private static final Set<String> TAKEN =
      Set.of(
          "ctid",
          "xmin",
          "xmax",
          "cmin",
          "cmax",
          "tableoid",
          "oid",
          LOADED_AT,
          RUN_ID,
          EXTRA,
          "_caravan_seq");

  private Names() {}

  /** The name as the database may hold it. The same name always gives the same answer. */
  public static String effective(String name) {
    String clean = Normalizer.normalize(Text.clean(name), Normalizer.Form.NFC).stripTrailing();
    return clean.isEmpty() ? "_" : cut(clean, name);
  }

  /** The same for a column: names that the database or Caravan keeps for itself get a {@code _}. */
  public static String column(String field) {
    String name = effective(field);
    return TAKEN.contains(name) ? name + "_" : name;
  }

  /** Whether a column is one that Caravan adds to each table. */
  public static boolean isOurs(String column) {
    return column.equals(LOADED_AT) || column.equals(RUN_ID) || column.equals(EXTRA);
  }

  /** The name of a field as it can be remembered in one line. */
  public static String field(String name) {
    String clean = Text.clean(name);
    return clean.chars().anyMatch(Character::isISOControl)
        ? clean.replaceAll("\\p{Cntrl}", String.valueOf(Text.REPLACEMENT))
        : clean;
  }

  /** A name for a field whose own name is taken by another column. */
  public static String distinct(String field) {
    return shortened(effective(field), field);
  }

  private static String cut(String name, String original) {
    return name.getBytes(StandardCharsets.UTF_8).length <= LONGEST
        ? name
        : shortened(name, original);
  }

  private static String shortened(String name, String original) {
    StringBuilder kept = new StringBuilder();
    int bytes = 0;
    for (int i = 0; i < name.length(); ) {
      int character = name.codePointAt(i);
      bytes += width(character);
      if (bytes > LONGEST - HASH - 1) {
        break;
      }
      kept.appendCodePoint(character);
      i += Character.charCount(character);
    }
    return kept.append('_').append(hash(original)).toString();
  }

  private static int width(int character) {
    if (character < 0x80) {
      return 1;
    }
    return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  }

  private static String hash(String text) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum).substring(0, HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** Several names as they stand in SQL: {@code ("a", "b")}. */
  public static String list(List<String> names) {
    return names.stream().map(Names::quote).collect(Collectors.joining(", ", "(", ")"));
  }

  /** Quoted for SQL. Always, so that reserved words and capitals need no rule of their own. */
  public static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
