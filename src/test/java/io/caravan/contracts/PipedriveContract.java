package io.caravan.contracts;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import io.caravan.sandbox.Sandbox;
import io.caravan.sandbox.http.Exchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Pipedrive's contract, held against real traffic: of the sandbox, and of everything that calls it.
 *
 * <p>The contracts of API v1 and v2 are derived from Pipedrive's own client, the one of the logins
 * is written by this project: it proves less. They are looked for in {@code ../shared/contracts};
 * the system property {@code caravan.shared} says where else.
 */
public final class PipedriveContract {

  private static final Path FOLDER =
      Path.of(System.getProperty("caravan.shared", "../shared")).resolve("contracts/pipedrive");

  private static final boolean THERE = there();

  private static PipedriveContract read;

  private final Map<String, OpenApiInteractionValidator> byPrefix = new LinkedHashMap<>();

  private PipedriveContract() {
    byPrefix.put("/api/v2", validator("pipedrive-v2.derived.json", "/api/v2"));
    byPrefix.put("/api/v1", validator("pipedrive-v1.derived.json", "/api/v1"));
    byPrefix.put("/oauth", validator("pipedrive-oauth.authored.json", "/"));
  }

  /** The contracts. Where there are none, the test that asks is skipped. */
  public static synchronized PipedriveContract load() {
    Assumptions.assumeTrue(THERE, "Pipedrive's contracts are not there");
    if (read == null) {
      read = new PipedriveContract();
    }
    return read;
  }

  private static boolean there() {
    boolean there = Files.isDirectory(FOLDER);
    if (!there) {
      System.out.println(
          "SKIPPED: Pipedrive's contracts are not in "
              + FOLDER.toAbsolutePath().normalize()
              + "; -Dcaravan.shared=FOLDER says where they are");
    }
    return there;
  }

  /**
   * Lets the contract hear all traffic of a sandbox.
   *
   * @return the problems found so far; grows while calls come
   */
  public List<String> hear(Sandbox sandbox) {
    List<String> problems = new CopyOnWriteArrayList<>();
    sandbox.onExchange(exchange -> problems.addAll(problems(exchange)));
    return problems;
  }

  /** What is wrong with the request and with the answer; empty when nothing is. */
  public List<String> problems(Exchange exchange) {
    List<String> problems = new ArrayList<>(problemsOfRequest(exchange));
    problems.addAll(problemsOfAnswer(exchange));
    return problems;
  }

  /** What is wrong with the request alone: for an answer that is wrong on purpose. */
  public List<String> problemsOfRequest(Exchange exchange) {
    return problemsOfRequest(
        exchange.request().method(),
        exchange.request().target(),
        exchange.request().headers(),
        exchange.request().body());
  }

  /** What is wrong with the answer alone: for a request that is wrong on purpose. */
  public List<String> problemsOfAnswer(Exchange exchange) {
    Map<String, String> headers = new LinkedHashMap<>(exchange.reply().headers());
    if (exchange.reply().contentType() != null) {
      headers.put("Content-Type", exchange.reply().contentType());
    }
    return problemsOfAnswer(
        exchange.request().method(),
        exchange.request().target(),
        exchange.reply().status(),
        headers,
        exchange.reply().body());
  }

  /**
   * The same for a request from anywhere.
   *
   * @param target path and query
   * @param body empty when there is none
   */
  public List<String> problemsOfRequest(
      String method, String target, Map<String, List<String>> headers, String body) {
    SimpleRequest.Builder request = new SimpleRequest.Builder(method, path(target));
    headers.forEach(request::withHeader);
    query(target).forEach(request::withQueryParam);
    if (!body.isEmpty()) {
      request.withBody(body);
    }
    return contractOf(target)
        .map(contract -> contract.validateRequest(request.build()))
        .map(report -> messages(method + " " + target, report))
        .orElse(List.of());
  }

  /** The same for an answer from anywhere. */
  public List<String> problemsOfAnswer(
      String method, String target, int status, Map<String, String> headers, String body) {
    SimpleResponse.Builder response = SimpleResponse.Builder.status(status);
    headers.forEach(response::withHeader);
    if (!body.isEmpty()) {
      response.withBody(withoutLastCursor(body));
    }
    Method known = Method.valueOf(method);
    return contractOf(target)
        .map(contract -> contract.validateResponse(path(target), known, response.build()))
        .map(report -> messages(status + " to " + method + " " + target, report))
        .orElse(List.of());
  }

  /** Nothing for the consent page: that one is for people, no contract holds it. */
  private Optional<OpenApiInteractionValidator> contractOf(String target) {
    if (path(target).equals("/oauth/authorize")) {
      return Optional.empty();
    }
    Stream<OpenApiInteractionValidator> found =
        byPrefix.entrySet().stream()
            .filter(entry -> target.startsWith(entry.getKey()))
            .map(Map.Entry::getValue);
    return Optional.of(
        found.findFirst().orElseThrow(() -> new AssertionError("No contract knows " + target)));
  }

  private static OpenApiInteractionValidator validator(String file, String basePath) {
    return OpenApiInteractionValidator.createFor(FOLDER.resolve(file).toString())
        .withBasePathOverride(basePath)
        .withLevelResolver(
            LevelResolver.create()
                // Vendors add fields without notice.
                .withLevel("validation.schema.additionalProperties", ValidationReport.Level.IGNORE)
                .build())
        .build();
  }

  private static List<String> messages(String where, ValidationReport report) {
    return report.getMessages().stream()
        .filter(message -> message.getLevel() != ValidationReport.Level.IGNORE)
        .map(message -> where + ": " + inFull(message))
        .toList();
  }

  /** With what it stands on: of a schema made of parts only the parts say what is wrong. */
  private static String inFull(ValidationReport.Message message) {
    String parts =
        message.getNestedMessages().stream()
            .map(PipedriveContract::inFull)
            .collect(Collectors.joining("; "));
    String place =
        message
            .getContext()
            .flatMap(ValidationReport.MessageContext::getPointers)
            .map(pointers -> " at " + pointers.getInstance())
            .orElse("");
    return message.getMessage() + place + (parts.isEmpty() ? "" : " [" + parts + "]");
  }

  /**
   * The documentation says that the cursor is null at the end; the schema of some lists forgets it.
   */
  private static String withoutLastCursor(String body) {
    return body.replaceFirst("\"next_cursor\"\\s*:\\s*null\\s*,?", "");
  }

  private static String path(String target) {
    return target.replaceFirst("\\?.*", "");
  }

  private static Map<String, String> query(String target) {
    Map<String, String> query = new LinkedHashMap<>();
    int start = target.indexOf('?');
    if (start >= 0) {
      Stream.of(target.substring(start + 1).split("&"))
          .map(pair -> pair.split("=", 2))
          .forEach(pair -> query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
    return query;
  }
}
