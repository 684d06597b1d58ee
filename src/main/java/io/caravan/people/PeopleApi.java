package io.caravan.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.db.Product;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.web.Answers;
import io.caravan.web.RequestRefused;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.jdbc.JdbcConstants;

/**
 * The steps of the routes in {@code routes/api/people-*} that YAML cannot say: what a request
 * wants, checked, as the parameters of the next statement; and what a statement gave, as an answer.
 * The texts of failures are those that the users of the service before know.
 *
 * <p>Reading asks the database itself: camel-jdbc would ask about the parameters of each statement
 * first, which is a second round trip, and make a map of each row.
 */
public final class PeopleApi {

  private static final String PATH = "/api/v1/people";
  private static final int MOST = 1000;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private final PeopleDatabase database;

  public PeopleApi(PeopleDatabase database) {
    this.database = database;
  }

  /**
   * Whether the database knows arrays; each statement of a page is written for one or the other.
   */
  public boolean hasArrays() {
    return database.product() == Product.POSTGRESQL;
  }

  /** The page that a request wants, read with the statement in the body, and where the next is. */
  public void page(Exchange exchange) throws SQLException {
    Message in = exchange.getMessage();
    int limit = (int) number(in, "limit", 1, MOST, MOST);
    long cursor = number(in, "cursor", 0, Long.MAX_VALUE, 0);
    List<Person> people = PersonRows.read(database, in.getBody(String.class), cursor, limit + 1);
    List<Person> page = people.size() > limit ? people.subList(0, limit) : people;
    Answers.json(exchange, 200, page);
    if (people.size() > limit) {
      long last = page.get(limit - 1).id();
      exchange
          .getMessage()
          .setHeader("Link", "<%s?limit=%d&cursor=%d>; rel=\"next\"".formatted(PATH, limit, last));
    }
  }

  private static long number(Message in, String name, long least, long most, long otherwise) {
    String text = text(in, name);
    if (text == null) {
      return otherwise;
    }
    // Every number of eighteen digits is a long.
    if (NUMBER.matcher(text).matches()) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new RequestRefused(
        400,
        name + " has to be a whole number from " + least + (most == MOST ? " to " + most : ""));
  }

  /**
   * The person that a request wants, read with the statement in the body; 304 where the asker has
   * it already.
   */
  public void person(Exchange exchange) throws SQLException {
    Message in = exchange.getMessage();
    String login = text(in, "username");
    if (!GithubName.possible(login)) {
      throw notFound();
    }
    Person person =
        PersonRows.read(database, in.getBody(String.class), login).stream()
            .findFirst()
            .orElseThrow(PeopleApi::notFound);
    boolean all = "true".equals(text(in, "getAllGists"));
    Answers.jsonUnlessSeen(
        exchange, text(in, "If-None-Match"), all ? person : person.sinceLastVisit());
  }

  private static RequestRefused notFound() {
    return new RequestRefused(404, "Person not found");
  }

  /** Who is to be tracked; variable {@code login} is the name as it was given. */
  public void newcomer(Exchange exchange) {
    Message in = exchange.getMessage();
    String given = text(in, "username");
    String login = given == null || given.isBlank() ? ofBody(in) : given;
    if (login == null || login.isBlank()) {
      throw new RequestRefused(400, "missing github username");
    }
    if (!GithubName.possible(login.strip())) {
      throw new RequestRefused(
          400, "error saving person: that cannot be the name of a GitHub user");
    }
    exchange.setVariable("login", login.strip());
    sameAgain(exchange);
  }

  private static String ofBody(Message in) {
    String type = text(in, Exchange.CONTENT_TYPE);
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      return null;
    }
    try {
      JsonNode body = JSON.readTree(in.getBody(String.class));
      JsonNode name = body == null ? null : body.get("username");
      if (name != null && !name.isNull() && !name.isTextual()) {
        throw new RequestRefused(400, "error saving person: username has to be a text");
      }
      return name == null || name.isNull() ? null : name.textValue();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new RequestRefused(400, "the body is not JSON");
    }
  }

  /** The parameters of a statement that needs the login of this exchange. */
  public void sameAgain(Exchange exchange) {
    parameters(exchange, Map.of("login", exchange.getVariable("login", String.class)));
  }

  /** Whether a row that was there could be taken over; it counts already where it could not. */
  public void takenOver(Exchange exchange) {
    if (exchange.getMessage().getHeader(JdbcConstants.JDBC_UPDATE_COUNT, 0, Integer.class) == 0) {
      throw new RequestRefused(
          400, "error saving person: " + exchange.getVariable("login") + " is tracked already");
    }
  }

  /** Variable {@code name} is the name as GitHub writes it. */
  public void knownAtGitHub(Exchange exchange) {
    String name = exchange.getMessage().getHeader("githubLogin", String.class);
    if (!GithubName.possible(name)) {
      throw noSuchUser(exchange);
    }
    exchange.setVariable("name", name);
  }

  private static RequestRefused noSuchUser(Exchange exchange) {
    return new RequestRefused(
        400, "error saving person: GitHub has no user " + exchange.getVariable("login"));
  }

  /** The parameters that make the row count. */
  public void knownInPipedrive(Exchange exchange) {
    Long id = exchange.getMessage().getHeader("pipedriveId", Long.class);
    if (id == null || id == 0) {
      throw new IllegalStateException("Pipedrive gave no id");
    }
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("login", exchange.getVariable("login"));
    parameters.put("name", exchange.getVariable("name"));
    parameters.put("pipedriveId", id);
    parameters(exchange, parameters);
  }

  /** Pipedrive did not take the person. */
  public void notInPipedrive(Exchange exchange) {
    throw new RequestRefused(
        500,
        "error creating a person in pipedrive: "
            + reason(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
  }

  private static String reason(Exception failure) {
    CaravanException known = CaravanException.from(failure);
    return known.why() == null ? known.what() : known.what() + ": " + known.why();
  }

  /** The row counts, unless something failed meanwhile and the claim was given back. */
  public void answerAdded(Exchange exchange) throws Exception {
    Exception failure = exchange.getVariable("failure", Exception.class);
    if (failure != null) {
      throw CaravanException.in(failure)
          .filter(known -> known.code() == ErrorCode.E311)
          .<Exception>map(unknown -> noSuchUser(exchange))
          .orElse(failure);
    }
    if (exchange.getMessage().getHeader(JdbcConstants.JDBC_UPDATE_COUNT, 0, Integer.class) == 0) {
      throw new RequestRefused(
          400,
          "error saving person: somebody removed " + exchange.getVariable("login") + " meanwhile");
    }
    Answers.empty(exchange, 201);
    exchange.getMessage().setHeader("Location", PATH + "/" + exchange.getVariable("name"));
  }

  /** Who is to be forgotten. */
  public void leaver(Exchange exchange) {
    Message in = exchange.getMessage();
    exchange.setVariable("pipedrivePersonToo", "true".equals(text(in, "deletePipedrivePerson")));
    String login = text(in, "username");
    if (!GithubName.possible(login)) {
      throw notTracked();
    }
    exchange.setVariable("login", login);
    sameAgain(exchange);
  }

  /** Variable {@code pipedriveId} is the person in Pipedrive; null where there is none. */
  public void trackedLeaver(Exchange exchange) {
    List<Map<String, Object>> rows = rows(exchange);
    if (rows.isEmpty()) {
      throw notTracked();
    }
    exchange.setVariable("pipedriveId", rows.get(0).get("pipedrive_id"));
  }

  /** The row is gone, by us or by somebody at the same moment. */
  public void answerRemoved(Exchange exchange) {
    if (exchange.getMessage().getHeader(JdbcConstants.JDBC_UPDATE_COUNT, 0, Integer.class) == 0) {
      throw notTracked();
    }
    Answers.empty(exchange, 200);
  }

  private static RequestRefused notTracked() {
    return new RequestRefused(400, "err deleting person: person not found");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> rows(Exchange exchange) {
    return exchange.getMessage().getBody(List.class);
  }

  /** A value given once; what is given several times is none that we know. */
  private static String text(Message in, String name) {
    Object value = in.getHeader(name);
    return value instanceof List ? value.toString() : (String) value;
  }

  private static void parameters(Exchange exchange, Map<String, Object> parameters) {
    exchange.getMessage().setHeader(JdbcConstants.JDBC_PARAMETERS, parameters);
  }
}
