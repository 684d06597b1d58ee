package io.caravan.dbt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes readable lines of dbt's JSON log and passes them on as they come. Keeps the little that an
 * explanation may need: the last lines, the last error, dbt's id of the call.
 */
final class DbtLog {

  private static final Logger LOG = LoggerFactory.getLogger("dbt");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int KEPT = 20;

  /** Shorter ones would blank out half of the words. */
  private static final int SHORTEST_SECRET = 4;

  private final String secret;
  private final Deque<String> last = new ArrayDeque<>();
  private String error = "";
  private String invocation = "";
  private boolean nothingToDo;

  /**
   * @param secret the database password, blanked out wherever it should appear
   */
  DbtLog(String secret) {
    this.secret = secret;
  }

  synchronized void line(String raw) {
    String line = secret.length() < SHORTEST_SECRET ? raw : raw.replace(secret, "***");
    JsonNode info = parse(line).path("info");
    if (info.isMissingNode()) {
      keep(line);
      LOG.info("{}", line);
      return;
    }
    invocation = info.path("invocation_id").asText(invocation);
    nothingToDo |= info.path("name").asText().equals("NothingToDo");
    String message = info.path("msg").asText().strip();
    if (message.isEmpty()) {
      return;
    }
    keep(message);
    switch (info.path("level").asText()) {
      case "error" -> {
        error = message;
        LOG.error("{}", message);
      }
      case "warn" -> LOG.warn("{}", message);
      case "debug" -> LOG.debug("{}", message);
      default -> LOG.info("{}", message);
    }
  }

  private static JsonNode parse(String line) {
    try {
      return line.startsWith("{") ? JSON.readTree(line) : JSON.missingNode();
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private void keep(String line) {
    if (!line.isBlank()) {
      last.addLast(line.strip());
      if (last.size() > KEPT) {
        last.removeFirst();
      }
    }
  }

  /** The last thing dbt called an error, or else the last line it wrote. */
  synchronized String reason() {
    return !error.isEmpty() ? error : last.isEmpty() ? "it wrote nothing" : last.getLast();
  }

  /** The last lines, oldest first. */
  synchronized List<String> last() {
    return List.copyOf(last);
  }

  /** dbt's id of the call; empty when it did not come that far. */
  synchronized String invocation() {
    return invocation;
  }

  /** Whether dbt ended because of Ctrl-C; it says so by the last line of a stack trace only. */
  synchronized boolean interrupted() {
    return last.stream().anyMatch(line -> line.endsWith("KeyboardInterrupt"));
  }

  /** Whether dbt found no node to work on. */
  synchronized boolean nothingToDo() {
    return nothingToDo;
  }
}
