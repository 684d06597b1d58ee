package io.caravan.http.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/**
 * {@code "2024-05-01T10:00:00" | local_time("Europe/Kyiv")}: a time without a zone, read at a
 * place, as a moment in UTC. Where clocks go back, the earlier of the two is meant. Times that have
 * a zone, null, and what is no time stay as they are.
 */
final class LocalTime implements Function {

  static final String NAME = "local_time";

  @Override
  public void apply(
      Scope scope,
      List<Expression> arguments,
      JsonNode in,
      Path path,
      PathOutput output,
      Version version)
      throws JsonQueryException {
    arguments.get(0).apply(scope, in, zone -> output.emit(moment(in, zone.asText()), null));
  }

  private static JsonNode moment(JsonNode in, String zone) {
    if (!in.isTextual()) {
      return in;
    }
    try {
      return TextNode.valueOf(
          LocalDateTime.parse(in.asText().strip().replace(' ', 'T'))
              .atZone(ZoneId.of(zone))
              .toInstant()
              .toString());
    } catch (DateTimeException e) {
      return in;
    }
  }
}
