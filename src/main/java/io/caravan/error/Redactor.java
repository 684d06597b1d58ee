package io.caravan.error;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Takes secrets out of texts. It knows the secrets by value, not by the look of a text, so nothing
 * that was registered slips through because a message was phrased in a new way.
 *
 * <p>One registry for the process, because logs are written by code that nobody hands an object to.
 */
public final class Redactor {

  /** What stands where a secret was. */
  public static final String MASK = "***";

  /** Shorter values would take harmless words apart. */
  static final int SHORTEST = 8;

  /** Tokens rotate for years in one process; the oldest are dead long before this many. */
  private static final int MOST = 1000;

  private static final List<String> SECRET_ENDINGS =
      List.of("password", "client-secret", "access-token", "refresh-token", "token", "api-key");

  /**
   * Passwords of development machines that are words of our own messages. They keep nothing secret,
   * and without them the commands shown to people would no longer work.
   */
  private static final Set<String> WORDS =
      Set.of("password", "postgres", "postgresql", "warehouse", "pipedrive", "localhost");

  private static final Map<String, Set<String>> FORMS_BY_VALUE = new LinkedHashMap<>();
  private static volatile List<String> longestFirst = List.of();

  private Redactor() {}

  /** Whether the value of a setting with this name is a secret. */
  public static boolean isSecretName(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
    return SECRET_ENDINGS.stream().anyMatch(plain::endsWith);
  }

  /**
   * From now on this value disappears from logs and error texts, as it stands and in the forms in
   * which it travels: URL-encoded, Base64, inside JSON. Null, values of fewer than {@value
   * #SHORTEST} characters and words of our own messages are left alone.
   */
  public static void register(String secret) {
    if (secret == null || secret.length() < SHORTEST || WORDS.contains(secret)) {
      return;
    }
    synchronized (FORMS_BY_VALUE) {
      if (FORMS_BY_VALUE.containsKey(secret)) {
        return;
      }
      if (FORMS_BY_VALUE.size() >= MOST) {
        FORMS_BY_VALUE.remove(FORMS_BY_VALUE.keySet().iterator().next());
      }
      FORMS_BY_VALUE.put(secret, forms(secret));
      List<String> all = new ArrayList<>();
      FORMS_BY_VALUE.values().forEach(all::addAll);
      all.sort(Comparator.comparingInt(String::length).reversed());
      longestFirst = List.copyOf(all);
    }
  }

  /** The text with {@value #MASK} in the place of every registered secret; null for null. */
  public static String clean(String text) {
    if (text == null || text.length() < SHORTEST) {
      return text;
    }
    String cleaned = text;
    for (String form : longestFirst) {
      if (cleaned.contains(form)) {
        cleaned = cleaned.replace(form, MASK);
      }
    }
    return cleaned;
  }

  private static Set<String> forms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    String urlEncoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    Set<String> forms = new LinkedHashSet<>();
    forms.add(secret);
    forms.add(urlEncoded);
    forms.add(urlEncoded.replace("+", "%20"));
    forms.add(Base64.getEncoder().encodeToString(bytes));
    forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    forms.add(jsonEscaped(secret));
    return forms;
  }

  private static String jsonEscaped(String secret) {
    StringBuilder escaped = new StringBuilder();
    for (char c : secret.toCharArray()) {
      switch (c) {
        case '"', '\\' -> escaped.append('\\').append(c);
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> {
          if (c < ' ') {
            escaped.append(String.format("\\u%04x", (int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }
}
