package io.caravan.contracts;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
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
 * A vendor's contract, held against real traffic: of the sandbox, and of everything that calls it.
 *
 * <p>Contracts are looked for in {@code ../shared/contracts}; the system property {@code
 * caravan.shared} says where else.
 */
public abstract class VendorContract {

  static final Path FOLDER =
      Path.of(System.getProperty("caravan.shared", "../shared")).resolve("contracts");

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Map<String, OpenApiInteractionValidator> byPrefix = new LinkedHashMap<>();
  private final Judgements judgements = new Judgements();
  private final boolean there;

  /**
   * @param vendor the folder of the contracts. Where there is none, which is said plainly, nothing
   *     is found fault with: what else a test says holds without it
   */
  VendorContract(String vendor) {
    Path folder = FOLDER.resolve(vendor);
    there = Files.isDirectory(folder);
    if (!there) {
      System.out.println(
          "SKIPPED: the contracts of "
              + vendor
              + " are not in "
              + folder.toAbsolutePath().normalize()
              + "; -Dcaravan.shared=FOLDER says where they are");
    }
  }

  /** For a test that is about nothing else: it is skipped where the contract is not there. */
  public static <T extends VendorContract> T required(T contract) {
    Assumptions.assumeTrue(contract.there(), "no contract beside the project");
    return contract;
  }

  final boolean there() {
    return there;
  }

  /**
   * Adds a contract.
   *
   * @param prefix the paths it is for begin with this
   * @param file below the folder of contracts
   * @param ignored kinds of findings that say nothing about us, by their keys
   */
  final void add(String prefix, String file, String basePath, String... ignored) {
    if (!there) {
      return;
    }
    LevelResolver.Builder levels =
        LevelResolver.create()
            // Vendors add fields without notice.
            .withLevel("validation.schema.additionalProperties", ValidationReport.Level.IGNORE);
    for (String key : ignored) {
      levels.withLevel(key, ValidationReport.Level.IGNORE);
    }
    byPrefix.put(
        prefix,
        OpenApiInteractionValidator.createFor(FOLDER.resolve(file).toString())
            .withBasePathOverride(basePath)
            .withLevelResolver(levels.build())
            .build());
  }

  /** The body of an answer without what the contract is known to be wrong about. */
  String excused(String target, String body) {
    return body;
  }

  /** The path under which the contract has it. */
  String known(String path) {
    return path;
  }

  /** Whether no contract holds this path: a page for people, or one that no file describes. */
  abstract boolean isInNoContract(String path);

  /**
   * Lets the contract hear all traffic of a sandbox.
   *
   * @return the problems found so far; grows while calls come
   */
  public final List<String> hear(Sandbox sandbox) {
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
    return judgements.of(
        method + " " + target, headers, body, () -> judgeRequest(method, target, headers, body));
  }

  private List<String> judgeRequest(
      String method, String target, Map<String, List<String>> headers, String body) {
    SimpleRequest.Builder request = new SimpleRequest.Builder(method, known(path(target)));
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
    return judgements.of(
        status + " to " + method + " " + target,
        headers,
        body,
        () -> judgeAnswer(method, target, status, headers, body));
  }

  /**
   * Of a list each item is judged for itself, and once: the same items come in other pages, with
   * other headers.
   */
  private List<String> judgeAnswer(
      String method, String target, int status, Map<String, String> headers, String body) {
    List<String> items = items(body);
    if (items.isEmpty()) {
      return judgeWhole(method, target, status, headers, body);
    }
    List<String> problems = new ArrayList<>(judgeWhole(method, target, status, headers, "[]"));
    for (String item : items) {
      problems.addAll(
          judgements.of(
              "item of " + status + " to " + method + " " + path(target),
              Map.of(),
              item,
              () -> judgeWhole(method, target, status, headers, "[" + item + "]")));
    }
    return problems;
  }

  /** Those of a body that is a list; none of any other. */
  private static List<String> items(String body) {
    if (!body.startsWith("[")) {
      return List.of();
    }
    try {
      List<String> items = new ArrayList<>();
      JSON.readTree(body).forEach(item -> items.add(item.toString()));
      return items;
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }

  private List<String> judgeWhole(
      String method, String target, int status, Map<String, String> headers, String body) {
    SimpleResponse.Builder response = SimpleResponse.Builder.status(status);
    headers.forEach(response::withHeader);
    if (!body.isEmpty()) {
      response.withBody(excused(target, body));
    }
    Method verb = Method.valueOf(method);
    return contractOf(target)
        .map(contract -> contract.validateResponse(known(path(target)), verb, response.build()))
        .map(report -> messages(status + " to " + method + " " + target, report))
        .orElse(List.of());
  }

  private Optional<OpenApiInteractionValidator> contractOf(String target) {
    if (!there || isInNoContract(path(target))) {
      return Optional.empty();
    }
    Stream<OpenApiInteractionValidator> found =
        byPrefix.entrySet().stream()
            .filter(entry -> target.startsWith(entry.getKey()))
            .map(Map.Entry::getValue);
    return Optional.of(
        found.findFirst().orElseThrow(() -> new AssertionError("No contract knows " + target)));
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
            .map(VendorContract::inFull)
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
