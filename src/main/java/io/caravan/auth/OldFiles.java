package io.caravan.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.error.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes over {@code config.json} and {@code token.json}, in which an older tool kept the
 * application and the tokens in plain text. It wrote names with underscores and, at times, with
 * hyphens.
 */
public final class OldFiles {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, LoginPart> PARTS =
      Map.of("client_id", LoginPart.CLIENT_ID, "client_secret", LoginPart.CLIENT_SECRET);

  private final Tokens tokens;
  private final Clock clock;

  public OldFiles(Tokens tokens) {
    this.tokens = tokens;
    this.clock = tokens.clock();
  }

  /**
   * Imports what the files of a folder hold and the secret store does not have yet.
   *
   * @return what was done and what is left to do, for people; empty when there was nothing to do
   */
  public List<String> importFrom(Path folder, String connection) {
    List<String> messages = new ArrayList<>();
    config(folder.resolve("config.json"), connection, messages);
    token(folder.resolve("token.json"), connection, messages);
    return messages;
  }

  private void config(Path file, String connection, List<String> messages) {
    JsonNode old = read(file);
    SecretStore store = tokens.secrets().store();
    boolean imported = false;
    for (Map.Entry<String, LoginPart> part : PARTS.entrySet()) {
      String key = connection + "." + part.getValue().word();
      String value = text(old, part.getKey());
      if (value != null && store.get(key).isEmpty()) {
        store.set(key, value);
        imported = true;
      }
    }
    if (imported) {
      messages.add(deleteIt(file));
      String redirect = text(old, "redirect_uri");
      String ours = tokens.settings().find(connection + ".redirect-uri").orElse("");
      if (redirect != null && !redirect.equals(ours)) {
        messages.add(
            "The application there is registered with "
                + redirect
                + ": set "
                + connection
                + ".redirect-uri to it in application.properties");
      }
    }
  }

  private void token(Path file, String connection, List<String> messages) {
    JsonNode old = read(file);
    String access = text(old, "access_token");
    String refresh = text(old, "refresh_token");
    if ((access == null && refresh == null) || tokens.logins().find(connection).isPresent()) {
      return;
    }
    Redactor.register(access);
    Redactor.register(refresh);
    // Nobody knows how old the access token is, so it counts as expired where it can be renewed.
    Connection account = tokens.connection(connection);
    Login login = Login.first(Grant.of(old, account.tokenLife()), clock.instant());
    tokens
        .renewal()
        .alone(
            account,
            () -> {
              tokens.logins().save(connection, refresh == null ? login : login.stale());
              return null;
            });
    messages.add(deleteIt(file));
  }

  private static String deleteIt(Path file) {
    return file
        + " was imported into the encrypted secret store. It holds secrets in plain text: delete it";
  }

  private static JsonNode read(Path file) {
    if (!Files.isRegularFile(file)) {
      return JSON.missingNode();
    }
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      // The message of the parser quotes the file, which holds secrets.
      throw CaravanException.of(ErrorCode.E314, "An old settings file is not JSON")
          .where(file.toString())
          .fix("Correct the file, or delete it and run ./caravan auth login")
          .build();
    }
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    String text = (value.isMissingNode() ? node.path(name.replace('_', '-')) : value).asText("");
    return text.isBlank() ? null : text;
  }
}
