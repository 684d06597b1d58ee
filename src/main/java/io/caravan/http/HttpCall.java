package io.caravan.http;

import io.caravan.auth.AuthStyle;
import io.caravan.auth.Credential;
import io.caravan.run.Step;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpConstants;

/**
 * The steps of the kamelet {@code http-call-action} that YAML cannot say. One object per use of the
 * kamelet; its properties are the parameters of the kamelet and are described there.
 */
public final class HttpCall {

  /** Exchange property: true while the call has to be tried (again). */
  static final String OPEN = "httpOpen";

  private static final String CALL = "caravan.http.call";

  private HttpAccounts accounts;
  private String account;
  private String method = "GET";
  private String path = "";
  private AuthStyle auth = AuthStyle.BEARER;
  private int tokenCost = 1;
  private int retries = -1;
  private boolean idempotent;
  private boolean reads;
  private String bucket = "";
  private String successField = "success";
  private boolean follow;
  private List<String> keepHeaders = List.of();

  /** Takes the request out of the exchange: path, query and body. */
  public void begin(Exchange exchange) {
    Object ownPath = taken(exchange, "path");
    Object query = taken(exchange, "query");
    Object headers = taken(exchange, "headers");
    exchange.setVariable("httpStatus", 0);
    boolean get = method.equals("GET") || method.equals("DELETE");
    Call call =
        new Call(
            account,
            method,
            ownPath == null ? path : ownPath.toString(),
            Query.of(query),
            ExtraHeaders.of(headers),
            get ? null : JsonBody.of(exchange.getMessage().getBody()),
            !method.equals("POST") || idempotent,
            !method.equals("GET") && !reads,
            bucket);
    exchange.setProperty(CALL, call);
    exchange.setProperty(OPEN, true);
  }

  /**
   * Emptied and not removed: a kamelet works on a copy, and a removal would not reach the caller.
   */
  private static Object taken(Exchange exchange, String variable) {
    Object value = exchange.getVariable(variable);
    exchange.setVariable(variable, "");
    return "".equals(value) ? null : value;
  }

  /** Makes the next try ready: waits for room, then sets address, login and body. */
  public void prepare(Exchange exchange) throws InterruptedException {
    Call call = call(exchange);
    Account remote = remote();
    remote.awaitRoom(exchange, call);
    Credential credential = remote.credential(auth);
    URI uri = Address.of(credential.base(), call.path());
    call.with(credential, uri);
    String query = Address.query(Query.with(credential, joined(uri.getRawQuery(), call.query())));
    String text = uri.toString();

    Message message = exchange.getMessage();
    message.removeHeaders("*");
    // Left behind by the answer before: Camel would encode our body with that answer's character
    // set.
    exchange.removeProperty(Exchange.CHARSET_NAME);
    message.setHeader(
        HttpConstants.HTTP_URI,
        uri.getRawQuery() == null ? text : text.substring(0, text.indexOf('?')));
    if (!query.isEmpty()) {
      message.setHeader(HttpConstants.HTTP_QUERY, query);
    }
    message.setHeader("Accept", "application/json");
    call.headers().forEach(message::setHeader);
    if (credential.header() != null) {
      message.setHeader(credential.header(), credential.value());
    }
    // As bytes: of a text Camel would write its character set behind the type of the content.
    message.setBody(call.body() == null ? null : call.body().getBytes(StandardCharsets.UTF_8));
    if (call.body() == null) {
      message.removeHeader(HttpConstants.CONTENT_TYPE);
    } else if (message.getHeader(HttpConstants.CONTENT_TYPE) == null) {
      message.setHeader(HttpConstants.CONTENT_TYPE, "application/json; charset=UTF-8");
    }
    Step step = Step.current(exchange);
    if (step != null) {
      step.count("calls", 1);
      step.count("cost", tokenCost);
    }
  }

  private static String joined(String own, String given) {
    if (own == null || own.isEmpty()) {
      return given;
    }
    return given.isEmpty() ? own : own + "&" + given;
  }

  /** Looks at what came back, before anything tries to read it as JSON. */
  public void accept(Exchange exchange) throws IOException {
    Call call = call(exchange);
    Answer answer = Answer.of(exchange.getMessage());
    exchange.setVariable("httpStatus", answer.status());
    exchange.setVariable("httpBytes", answer.bytes());
    exchange.setVariable("httpAddress", call.uri().toString());
    Map<String, Object> headers = exchange.getMessage().getHeaders();
    exchange.setVariable("httpHeaders", kept(headers));
    boolean full = remote().learn(answer, headers);
    if (follow) {
      answer.checkPlace(call, headers.get("Location"));
    }
    answer.check(call, full);
    remote().breaker().answered();
    exchange.setVariable("nextLink", NextLink.of(headers.get("Link"), call.uri()));
    exchange.setVariable("etag", Objects.toString(headers.get("ETag"), ""));
    exchange.getMessage().removeHeaders("*");
    if (answer.empty()) {
      exchange.getMessage().setBody(null);
    }
  }

  private Map<String, Object> kept(Map<String, Object> headers) {
    Map<String, Object> kept = new HashMap<>();
    for (String name : keepHeaders) {
      Object value = headers.get(name);
      if (value != null) {
        kept.put(name, value);
      }
    }
    return kept;
  }

  /** The answer has been read. Fails when it says in its body that the call was refused. */
  public void finish(Exchange exchange) {
    if (exchange.getMessage().getBody() instanceof Map<?, ?> body
        && !successField.isEmpty()
        && Boolean.FALSE.equals(body.get(successField))) {
      throw Failure.refused(call(exchange), 200, RemoteMessage.of(body));
    }
    remote().leaveRoom(call(exchange));
    exchange.setProperty(OPEN, false);
    exchange.removeProperty(CALL);
    exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
  }

  /** Decides after a failed try: wait and go on, or give up with a reason for people. */
  public void recover(Exchange exchange) throws Exception {
    Call call = call(exchange);
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(null);
    Exception seen = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Failure failure = Failure.of(call, seen);
    if (failure == null) {
      remote().leaveRoom(call);
      throw seen;
    }
    Account remote = remote();
    remote.leaveRoom(call);
    switch (failure.kind()) {
      case BAN -> {
        Step step = Step.current(exchange);
        if (step != null) {
          step.run().requestStop(failure.reason());
        }
        throw failure.reason();
      }
      case MOVED -> {
        if (!call.follow()) {
          throw failure.reason();
        }
      }
      case LOGIN -> remote.renew(call, failure.reason());
      case FULL -> {
        // The next try waits until there is room.
      }
      case PASSING -> {
        if (!failure.harmless(call)) {
          throw new LostReplyException(failure.reason());
        }
        remote.breaker().failed();
        int tries = call.failed();
        if (tries > (retries < 0 ? remote.limits().retries() : retries)) {
          throw failure.reason();
        }
        Duration pause = remote.limits().pause(tries);
        remote.pause(exchange, call, pause, failure.reason().getMessage());
      }
      case UNEXPECTED -> {
        if (!failure.harmless(call)) {
          throw new LostReplyException(failure.reason());
        }
        throw failure.reason();
      }
      case REFUSED -> throw failure.reason();
    }
  }

  private static Call call(Exchange exchange) {
    return exchange.getProperty(CALL, Call.class);
  }

  private Account remote() {
    return accounts.account(account);
  }

  public void setAccounts(HttpAccounts accounts) {
    this.accounts = accounts;
  }

  public void setAccount(String account) {
    this.account = account;
  }

  public void setMethod(String method) {
    this.method = method.toUpperCase(Locale.ROOT);
  }

  public void setPath(String path) {
    this.path = path;
  }

  /** {@code bearer}, {@code api-token} or {@code none}. */
  public void setAuth(String auth) {
    this.auth = AuthStyle.valueOf(auth.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  public void setTokenCost(int tokenCost) {
    this.tokenCost = tokenCost;
  }

  public void setRetries(int retries) {
    this.retries = retries;
  }

  public void setIdempotent(boolean idempotent) {
    this.idempotent = idempotent;
  }

  /** Name of a further limit, whose pace is the setting {@code <account>.<bucket>-rate}. */
  public void setBucket(String bucket) {
    this.bucket = bucket;
  }

  /** Whether the call only reads, although its method would write. */
  public void setReads(boolean reads) {
    this.reads = reads;
  }

  /** Whether the call goes on where an answer says that what it asks for has moved to. */
  public void setFollow(boolean follow) {
    this.follow = follow;
  }

  /** Names of headers of the answer, with commas, that the route wants to see. */
  public void setKeepHeaders(String names) {
    this.keepHeaders = names.isBlank() ? List.of() : List.of(names.strip().split("\\s*,\\s*"));
  }

  public void setSuccessField(String successField) {
    this.successField = successField;
  }
}
