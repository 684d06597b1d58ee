package io.caravan.sandbox.enderturing;

import io.caravan.sandbox.http.Reply;
import java.util.List;
import java.util.Map;

/** A call that is turned down, in the form of the framework the service is built with. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  private Refused(int status, String detail) {
    super(detail, null, false, false);
    this.status = status;
  }

  static Refused notFound(String what) {
    return new Refused(404, what + " not found");
  }

  static Refused notAuthorized() {
    return new Refused(401, "Could not validate credentials");
  }

  static Refused wrongPassword() {
    return new Refused(400, "Incorrect email or password");
  }

  /** A parameter that cannot be understood. */
  static Refused unusable(String name, String why) {
    return new Refused(422, name + ": " + why);
  }

  static Refused tooManyHits(int most) {
    return new Refused(400, "Result window is too large, skip + limit must be at most " + most);
  }

  Reply reply() {
    Object detail =
        status == 422
            ? List.of(Map.of("loc", List.of("query"), "msg", getMessage(), "type", "value_error"))
            : getMessage();
    return Reply.json(status, Map.of("detail", detail));
  }
}
