package io.caravan.sandbox.gooddata;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which call does what. {@code *} in a path stands for an id. */
final class Calls {

  /** Answers a call. */
  @FunctionalInterface
  interface Handler {

    /**
     * @param ids what stood in the places of the stars
     */
    Reply answer(Request request, List<String> ids);
  }

  private record Call(String method, Pattern path, Handler handler) {}

  private final List<Call> calls = new ArrayList<>();

  Calls add(String method, String path, Handler handler) {
    Pattern pattern = Pattern.compile(path.replace("*", "([.A-Za-z0-9_-]+)"));
    calls.add(new Call(method, pattern, handler));
    return this;
  }

  Reply answer(Request request, String path) {
    for (Call call : calls) {
      Matcher matcher = call.path().matcher(path);
      if (call.method().equals(request.method()) && matcher.matches()) {
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
          ids.add(matcher.group(i));
        }
        return call.handler().answer(request, ids);
      }
    }
    throw Refused.notFound();
  }
}
