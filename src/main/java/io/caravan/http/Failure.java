package io.caravan.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** A try that failed: what kind of failure it is, and the reason for people. */
final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Statuses that pass by themselves. 52x come from a proxy in front of an interface; HubSpot gives
   * 477 while an account moves.
   */
  private static final Set<Integer> PASSING_STATUS =
      Set.of(408, 500, 502, 503, 504, 520, 521, 522, 523, 524, 477);

  /** What can be done about it. */
  enum Kind {
    /** Trying again later may help. */
    PASSING,
    /** The account has no room; waiting helps. */
    FULL,
    /** The token is not accepted; a new one may be. */
    LOGIN,
    /** We are shut out, and each further call makes it worse. */
    BAN,
    /** The answer names another address of what was asked for. */
    MOVED,
    /** The answer is final. */
    REFUSED,
    /** The answer is not what this interface gives. */
    UNEXPECTED
  }

  private final Kind kind;
  private final transient CaravanException reason;
  private final boolean sent;

  Failure(Kind kind, CaravanException reason) {
    this(kind, reason, true);
  }

  private Failure(Kind kind, CaravanException reason, boolean sent) {
    super(reason.getMessage(), reason);
    this.kind = kind;
    this.reason = reason;
    this.sent = sent;
  }

  Kind kind() {
    return kind;
  }

  CaravanException reason() {
    return reason;
  }

  /** Whether trying again cannot do the same thing twice. */
  boolean harmless(Call call) {
    return call.repeatable() || !sent;
  }

  /** The failure behind an exception of a try; null when it is not about the call. */
  static Failure of(Call call, Throwable seen) {
    if (seen == null || seen instanceof Failure) {
      return (Failure) seen;
    }
    if (seen instanceof JsonProcessingException) {
      return unreadable(call, "JSON that ends too early or is damaged");
    }
    if (seen instanceof SSLHandshakeException || seen instanceof SSLPeerUnverifiedException) {
      return new Failure(Kind.UNEXPECTED, unreachable(call, words(seen), seen), false);
    }
    if (seen instanceof IOException) {
      boolean neverLeft =
          seen instanceof ConnectException
              || seen instanceof ConnectTimeoutException
              || seen instanceof UnknownHostException
              || seen instanceof NoRouteToHostException;
      return new Failure(Kind.PASSING, unreachable(call, words(seen), seen), !neverLeft);
    }
    // Camel wraps what goes wrong while it reads the answer.
    return seen instanceof CaravanException ? null : of(call, seen.getCause());
  }

  private static String words(Throwable seen) {
    if (seen instanceof UnknownHostException) {
      return "no such host: " + seen.getMessage();
    }
    return seen.getClass().getSimpleName() + ": " + seen.getMessage();
  }

  private static CaravanException unreachable(Call call, String why, Throwable cause) {
    return CaravanException.of(ErrorCode.E201, "The remote system cannot be reached")
        .where(call.at())
        .why(why)
        .fix("Check the network and the base-url of the account, then run it again")
        .cause(cause)
        .build();
  }

  /** An answer that broke off or holds nothing. */
  static Failure unreadable(Call call, String what) {
    return new Failure(
        Kind.PASSING,
        CaravanException.of(ErrorCode.E206, "The remote system gave " + what)
            .where(call.at())
            .fix("Run it again; if it stays, ask the owner of the remote system")
            .build());
  }

  /** The failure of an answer that is not a success. */
  static Failure ofStatus(Call call, int status, boolean page, String message) {
    if (status == 401) {
      return new Failure(
          Kind.LOGIN,
          CaravanException.of(ErrorCode.E202, "The login was rejected")
              .where(call.at())
              .why(message)
              .fix("./caravan auth status", "./caravan auth login " + call.account())
              .build());
    }
    if (status == 403 && page) {
      return new Failure(
          Kind.BAN,
          CaravanException.of(ErrorCode.E205, "The remote system has shut Caravan out")
              .where(call.at())
              .why("403 with a web page, which is how a protection in front of it bans a caller")
              .fix("Wait some hours before the next run; calling on prolongs the ban")
              .build());
    }
    if (status == 402 || status == 403) {
      return new Failure(
          Kind.REFUSED,
          CaravanException.of(ErrorCode.E204, "The login does not allow this call")
              .where(call.at())
              .why("status " + status + (message == null ? "" : ": " + message))
              .fix(
                  "Add the missing scope or right in the remote system",
                  "./caravan auth login " + call.account())
              .build());
    }
    if (PASSING_STATUS.contains(status)) {
      return new Failure(
          Kind.PASSING,
          CaravanException.of(ErrorCode.E201, "The remote system answers with an error of its own")
              .where(call.at())
              .why("status " + status + (message == null ? "" : ": " + message))
              .fix("Run it again later")
              .build());
    }
    return refused(call, status, message);
  }

  /** The failure of an answer that asks for patience. */
  static Failure full(Call call, String message) {
    return new Failure(Kind.FULL, limit(call, message));
  }

  private static CaravanException limit(Call call, String message) {
    return CaravanException.of(ErrorCode.E205, "The remote system takes no more calls for now")
        .where(call.at())
        .why(message)
        .fix("Run it again later")
        .build();
  }

  /** An answer that says where to ask instead; what was asked for has not been done. */
  static Failure moved(Call call, int status) {
    return new Failure(Kind.MOVED, refused(call, status, "it was moved").reason());
  }

  /** An answer that will be the same next time. */
  static Failure refused(Call call, int status, String message) {
    ErrorCode code = call.writes() ? ErrorCode.E601 : ErrorCode.E206;
    return new Failure(
        Kind.REFUSED,
        CaravanException.of(code, "The remote system refused the call")
            .where(call.at())
            .why("status " + status + (message == null ? "" : ": " + message))
            .fix(
                call.writes()
                    ? "Correct what the message names, then run it again"
                    : "Check path and parameters in the route")
            .build());
  }
}
