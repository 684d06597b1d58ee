package io.caravan.cli;

import io.caravan.auth.LoginStatus;
import io.caravan.auth.Logins;
import io.caravan.auth.OldFiles;
import io.caravan.auth.SecretStore;
import io.caravan.auth.Secrets;
import io.caravan.auth.Tokens;
import io.caravan.cli.log.Logs;
import io.caravan.cli.output.Words;
import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the verbs about logins share. None of them needs the database. */
abstract class LoginVerbs extends Group {

  Logins logins() {
    Settings settings = settings();
    Logs.open(settings.dataDir(), options().verbose || options().debug);
    Tokens tokens = new Tokens(settings, new Secrets(settings, new SecretStore(settings)));
    new OldFiles(tokens)
        .importFrom(settings.project(), PipedriveCommand.ACCOUNT)
        .forEach(terminal()::say);
    return new Logins(tokens);
  }

  /** Fails for an account that the settings do not know. */
  static void known(Logins logins, String connection) {
    if (!logins.connections().contains(connection)) {
      throw CaravanException.of(ErrorCode.E104, "There is no connection " + connection)
          .why("the settings know: " + String.join(", ", logins.connections()))
          .fix("./caravan auth status", "Add " + connection + ".base-url to application.properties")
          .build();
    }
  }

  void print(LoginStatus status) {
    if (terminal().json()) {
      terminal().printJson(fields(status));
    } else {
      terminal().print(line(status));
    }
  }

  static Map<String, Object> fields(LoginStatus status) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("connection", status.connection());
    fields.put("kind", status.kind());
    fields.put("account", status.account());
    fields.put("scope", status.scope());
    fields.put("expires", status.expires() == null ? null : status.expires().toString());
    fields.put("problem", status.problem());
    return fields;
  }

  String line(LoginStatus status) {
    String end = status.expires() == null ? "" : "  renewed before " + Words.time(status.expires());
    return "%s  %s  %s  %s%s"
        .formatted(
            terminal().mark(status.ok() ? "OK" : "FAIL"),
            status.connection(),
            status.kind(),
            status.account() == null ? "-" : status.account(),
            status.ok() ? end : "  " + status.problem());
  }
}
