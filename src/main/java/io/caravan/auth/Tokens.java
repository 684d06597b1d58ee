package io.caravan.auth;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.net.URI;

/**
 * The tokens of every account, by the name of the account in the settings ({@code pipedrive}).
 *
 * <p>A token a person made ({@code <account>.token}) wins over a login.
 */
public final class Tokens {

  private final Settings settings;
  private final Secrets secrets;

  public Tokens(Settings settings, Secrets secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  /**
   * What the next call to this account is made with.
   *
   * @throws CaravanException E203 when a person has to log in first, E101 when the account has no
   *     address
   */
  public Credential credential(String account, AuthStyle style) {
    Connection connection = new Connection(account, settings, secrets);
    if (style == AuthStyle.NONE) {
      return new Credential(null, null, base(connection), Credential.FIXED);
    }
    String token = connection.token().orElseThrow(() -> loginNeeded(account, null));
    return fixed(connection, style, token);
  }

  /**
   * Exchanges a token that the remote system refused, unless somebody has done so already.
   *
   * @throws CaravanException E203 when only a person can help
   */
  public void renew(String account, Credential refused) {
    throw loginNeeded(account, null);
  }

  /** The failure of a login whose freshly renewed token is refused too. */
  public CaravanException refusedTwice(String account, CaravanException reason) {
    return loginNeeded(account, reason.why());
  }

  private static Credential fixed(Connection connection, AuthStyle style, String token) {
    return style == AuthStyle.API_TOKEN
        ? new Credential("x-api-token", token, base(connection), Credential.FIXED)
        : new Credential("Authorization", "Bearer " + token, base(connection), Credential.FIXED);
  }

  private static URI base(Connection connection) {
    return connection
        .baseUrl()
        .orElseThrow(
            () ->
                CaravanException.of(
                        ErrorCode.E101, "The setting " + connection.name() + ".base-url is missing")
                    .fix(
                        "Add "
                            + connection.name()
                            + ".base-url=https://... to application.properties")
                    .build());
  }

  static CaravanException loginNeeded(String account, String why) {
    return CaravanException.of(ErrorCode.E203, "A person has to log in to " + account)
        .where(account)
        .why(why)
        .fix("./caravan auth login " + account)
        .build();
  }
}
