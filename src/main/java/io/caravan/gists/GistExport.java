package io.caravan.gists;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.Exchange;

/** The steps of the export of gists that a route cannot say. Bound as {@code gistExport}. */
public final class GistExport {

  private static final String VISIT = "caravan.gists.visit";
  private static final int SHOWN = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Settings settings;
  private final DataSource tables;
  private final People people;
  private final GistStore store;
  private final WantedGists wanted;
  private final Marks marks;
  private final Exporter exporter;

  /**
   * @param tables makes the tables of people with its first connection
   * @param database where they are, a PostgreSQL or a MySQL
   * @param warehouse where leases and the ledger are; may be the same
   */
  public GistExport(
      DataSource tables, DataSource database, DataSource warehouse, Settings settings) {
    this.settings = settings;
    this.tables = tables;
    this.people = new People(database);
    this.store = new GistStore(database);
    this.wanted = new WantedGists(database);
    this.marks = new Marks(database);
    this.exporter = new Exporter(database, warehouse);
  }

  /** Whether anybody is tracked. Where nobody ever was, nothing is made for it. */
  public boolean anybody() {
    return people.any();
  }

  /** Everybody who is tracked, the one who waits for longest first. Makes the tables. */
  public List<Tracked> people(Exchange exchange) throws SQLException {
    tables.getConnection().close();
    List<Tracked> all = people.toVisit();
    Step.of(exchange).count("people", all.size());
    return all;
  }

  /**
   * Begins a visit to the person in the body: variables {@code login}, {@code since}, {@code etag}.
   */
  public void begin(Exchange exchange) throws SQLException {
    Step.of(exchange).run().checkStop();
    Tracked person = exchange.getMessage().getBody(Tracked.class);
    exchange.setProperty(VISIT, new Visit(person, people.now().toInstant()));
    exchange.setVariable("login", person.username());
    exchange.setVariable("since", person.since() == null ? "" : person.since().toString());
    exchange.setVariable("etagBefore", person.etag());
  }

  /** Adds the page in the body, of which the answer's mark is in the variable {@code etag}. */
  public void take(Exchange exchange) {
    List<?> page = JSON.convertValue(exchange.getMessage().getBody(), List.class);
    visit(exchange).add(page, exchange.getVariable("etag", "", String.class));
  }

  /** Stores everything the visit has found, and that it took place. */
  public void store(Exchange exchange) throws SQLException {
    Visit visit = visit(exchange);
    Step step = Step.of(exchange);
    step.count("read", visit.gists().size());
    GistStore.Stored stored = store.store(visit);
    if (stored != null) {
      step.count("new", stored.added());
      step.count("changed", stored.changed());
      step.count("same", stored.same());
    }
  }

  /** Notes a visit that found everything as it was. */
  public void unchanged(Exchange exchange) throws SQLException {
    store.unchanged(visit(exchange));
    Step.of(exchange).count("unchanged people", 1);
  }

  /** Notes that there is no such user any more; the others go on. */
  public void unknown(Exchange exchange) {
    Step step = Step.of(exchange);
    step.count("unknown people", 1);
    note(step, "unknown at GitHub", visit(exchange).person().username());
  }

  /** Notes that a visit failed; the others go on, and the step fails at its end. */
  public void failed(Exchange exchange) {
    Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    CaravanException reason = CaravanException.from(caught);
    if (reason.code() == ErrorCode.E703) {
      throw reason;
    }
    Step step = Step.of(exchange);
    step.count("failed people", 1);
    Visit visit = visit(exchange);
    note(step, "failed", (visit == null ? "" : visit.person().username() + ": ") + reason.what());
    step.failAtEnd(reason);
  }

  /** Fails when another warehouse has the ledger, unless the variable {@code takeOver} is true. */
  public void only(Exchange exchange) throws SQLException {
    tables.getConnection().close();
    exporter.check(exchange.getVariable("takeOver", false, Boolean.class));
  }

  /** Tracked people whom the destination does not know, as maps of id and username. */
  public List<Map<String, Object>> strangers() throws SQLException {
    tables.getConnection().close();
    return people.withoutRemote();
  }

  /** Notes who the person in the variable {@code person} is over there. */
  public void acquainted(Exchange exchange) throws SQLException {
    Map<?, ?> person = exchange.getVariable("person", Map.class);
    people.setRemote(
        ((Number) person.get("id")).longValue(),
        exchange.getMessage().getHeader("pipedriveId", Long.class));
  }

  /** Writes the wanted rows: variables {@code file}, and {@code wanted} with their number. */
  public void wanted(Exchange exchange) throws SQLException, IOException {
    Step step = Step.of(exchange);
    Path file = settings.dataDir().resolve("runs").resolve(step.run().id()).resolve("gists.csv");
    exchange.setVariable("wanted", wanted.write(file));
    exchange.setVariable("file", file.toString());
  }

  /** The ids of gists of which nobody has noted what they have become. */
  public List<String> unmarked() throws SQLException {
    return marks.missing();
  }

  /** Notes at the gists what they have become: the body lists key and remoteId. */
  public void mark(Exchange exchange) throws SQLException {
    marks.note(exchange.getMessage().getBody(List.class));
  }

  /** Fails with the words for a name that is no user of GitHub: the variable {@code username}. */
  public void noSuchUser(Exchange exchange) {
    String name = exchange.getVariable("username", "", String.class);
    throw CaravanException.of(ErrorCode.E311, "GitHub has no user of this name")
        .where(name.replaceAll("[^\\x20-\\x7e]", "?"))
        .fix("Check the name at https://github.com")
        .build();
  }

  /** Fails with the reply that was lost: property {@code lostReply}. */
  public void lost(Exchange exchange) {
    throw CaravanException.from(exchange.getProperty("lostReply", Exception.class));
  }

  private static Visit visit(Exchange exchange) {
    return exchange.getProperty(VISIT, Visit.class);
  }

  private static void note(Step step, String name, String text) {
    List<Object> all = new ArrayList<>();
    if (step.notes().get(name) instanceof List<?> before) {
      all.addAll(before);
    }
    if (all.size() < SHOWN) {
      all.add(text);
      step.note(name, all);
    }
  }
}
