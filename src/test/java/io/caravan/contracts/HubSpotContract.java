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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * HubSpot's contract, held against real traffic: of the sandbox, and of everything that calls it.
 *
 * <p>It is derived from HubSpot's own client. The two oldest interfaces, submissions of forms and
 * the report of traffic, are in no file of the vendor and are held to nothing here.
 */
public final class HubSpotContract {

  private static final Path FILE =
      Path.of(System.getProperty("caravan.shared", "../shared"))
          .resolve("contracts/hubspot/hubspot-crm.derived.json");

  private static final boolean THERE = there();

  private static HubSpotContract read;

  private final OpenApiInteractionValidator validator =
      OpenApiInteractionValidator.createFor(FILE.toString())
          .withBasePathOverride("/")
          .withLevelResolver(
              LevelResolver.create()
                  // Vendors add fields without notice.
                  .withLevel(
                      "validation.schema.additionalProperties", ValidationReport.Level.IGNORE)
                  .build())
          .build();

  private HubSpotContract() {}

  /** The contract. Where there is none, the test that asks is skipped. */
  public static synchronized HubSpotContract load() {
    Assumptions.assumeTrue(THERE, "HubSpot's contract is not there");
    if (read == null) {
      read = new HubSpotContract();
    }
    return read;
  }

  private static boolean there() {
    boolean there = Files.isRegularFile(FILE);
    if (!there) {
      System.out.println(
          "SKIPPED: HubSpot's contract is not "
              + FILE.toAbsolutePath().normalize()
              + "; -Dcaravan.shared=FOLDER says where it is");
    }
    return there;
  }

  /**
   * Lets the contract hear all traffic of a sandbox with HubSpot.
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
    String target = exchange.request().target();
    if (isInNoContract(target)) {
      return List.of();
    }
    SimpleRequest.Builder request =
        new SimpleRequest.Builder(exchange.request().method(), path(target));
    exchange.request().headers().forEach(request::withHeader);
    query(target).forEach(request::withQueryParam);
    if (!exchange.request().body().isEmpty()) {
      request.withBody(exchange.request().body());
    }
    return messages(
        exchange.request().method() + " " + target, validator.validateRequest(request.build()));
  }

  /** What is wrong with the answer alone: for a request that is wrong on purpose. */
  public List<String> problemsOfAnswer(Exchange exchange) {
    String target = exchange.request().target();
    if (isInNoContract(target)) {
      return List.of();
    }
    SimpleResponse.Builder response = SimpleResponse.Builder.status(exchange.reply().status());
    exchange.reply().headers().forEach(response::withHeader);
    if (exchange.reply().contentType() != null) {
      response.withHeader("Content-Type", exchange.reply().contentType());
    }
    if (!exchange.reply().body().isEmpty()) {
      response.withBody(exchange.reply().body());
    }
    Method method = Method.valueOf(exchange.request().method());
    return messages(
        exchange.reply().status() + " to " + method + " " + target,
        validator.validateResponse(path(target), method, response.build()));
  }

  /**
   * The login page is for people; the list of all engagements is one that the predecessor used and
   * that no file has.
   */
  private static boolean isInNoContract(String target) {
    return Stream.of(
            "/analytics/",
            "/form-integrations/",
            "/hubspot/oauth/authorize",
            "/crm/v3/objects/engagements")
        .anyMatch(target::startsWith);
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
            .map(HubSpotContract::inFull)
            .collect(Collectors.joining("; "));
    String place =
        message
            .getContext()
            .flatMap(ValidationReport.MessageContext::getPointers)
            .map(pointers -> " at " + pointers.getInstance())
            .orElse("");
    return message.getMessage() + place + (parts.isEmpty() ? "" : " [" + parts + "]");
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
