package io.caravan.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultProducer;

/** Unpacks the exchange, asks the object that knows, packs the answer. */
final class SyncProducer extends DefaultProducer {

  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

  private final SyncEndpoint endpoint;
  private final Accounts accounts;
  private final Ledger ledger;
  private final Findings findings;
  private final Planner planner;
  private final Plan plan;
  private final Outcome outcome;

  SyncProducer(SyncEndpoint endpoint, DataSource database) {
    super(endpoint);
    this.endpoint = endpoint;
    this.accounts = new Accounts(database);
    this.ledger = new Ledger(database);
    this.findings = new Findings(database);
    this.planner = new Planner(database);
    this.plan = new Plan(database);
    this.outcome = new Outcome(ledger, plan);
  }

  @Override
  public void process(Exchange exchange) {
    try {
      perform(exchange);
    } catch (SQLException e) {
      throw CaravanException.of(ErrorCode.E300, "The ledger of the sync cannot be read or written")
          .where(exchange.getFromRouteId())
          .why(e.getMessage())
          .fix("./caravan doctor")
          .cause(e)
          .build();
    }
  }

  private void perform(Exchange exchange) throws SQLException {
    switch (endpoint.verb()) {
      case RECALL ->
          exchange.setVariable("account", accounts.recall(endpoint.subject(), login(exchange)));
      case REMEMBER ->
          accounts.remember(endpoint.subject(), login(exchange), variable(exchange, "account"));
      case OPEN -> open(exchange);
      case PLAN -> plan(exchange);
      case NEXT -> next(exchange);
      case ANNOUNCE -> announce(exchange);
      case CONFIRM ->
          outcome.confirmed(Sync.of(exchange), exchange.getVariable("remoteId", String.class));
      case UNKNOWN -> outcome.unknown(Sync.of(exchange), caught(exchange));
      case REJECT -> outcome.rejected(Sync.of(exchange), caught(exchange));
      case ORPHAN ->
          outcome.orphaned(Sync.of(exchange), exchange.getMessage().getBody(String.class));
      case ADOPT -> adopt(exchange);
      case ADOPTED -> findings.complete(Sync.of(exchange).target());
      case KNOWN -> known(exchange);
      case FOUND -> found(exchange);
    }
  }

  private void open(Exchange exchange) throws SQLException {
    String[] names = endpoint.subject().split("\\.", 2);
    Target target = new Target(names[0], variable(exchange, "account"), names[1]);
    Sync sync = Sync.begin(exchange, target);
    sync.step().note("destination", target.destination() + " " + target.account());
    exchange.setVariable("ledgerEmpty", ledger.isEmpty(target));
  }

  private void plan(Exchange exchange) throws SQLException {
    Settings settings =
        CamelContextHelper.mandatoryLookup(exchange.getContext(), "settings", Settings.class);
    Sync sync = Sync.of(exchange);
    sync.rules(endpoint.rules(exchange, settings.project()));
    Path file = Path.of(variable(exchange, "file"));
    exchange.setVariable("work", planner.plan(sync, file));
    sync.count("rejected", sync.refusals().count());
    if (sync.rules().dryRun()) {
      exchange.getMessage().setBody(sync.step().notes().get(Planner.DIFFERENCE));
    }
  }

  private void next(Exchange exchange) throws SQLException {
    Sync sync = Sync.of(exchange);
    sync.row(sync.rules().dryRun() ? null : plan.next(sync));
    sync.show(exchange);
    if (sync.row() == null) {
      outcome.finish(sync);
    }
  }

  private void announce(Exchange exchange) throws SQLException {
    Sync sync = Sync.of(exchange);
    sync.step().run().checkStop();
    PlannedRow row = sync.row();
    ledger.announce(sync, row.action() == Action.CREATE ? row.payload() : row.patch());
  }

  private void adopt(Exchange exchange) throws SQLException {
    Sync sync = Sync.of(exchange);
    findings.incomplete(sync.target());
    sync.count("adopted", findings.adopt(sync, listed(exchange)));
  }

  private void known(Exchange exchange) throws SQLException {
    List<?> keys = exchange.getMessage().getBody(List.class);
    exchange
        .getMessage()
        .setBody(
            ledger.known(Sync.of(exchange).target(), keys.stream().map(Object::toString).toList()));
  }

  private void found(Exchange exchange) throws SQLException {
    Sync sync = Sync.of(exchange);
    JsonNode found = listed(exchange);
    if (found.isEmpty()) {
      findings.missing(sync);
    } else {
      sync.count("adopted", findings.adopt(sync, found));
    }
    sync.again();
  }

  /** The objects in the body, as jq or a call left them there. */
  private static JsonNode listed(Exchange exchange) {
    return JSON.valueToTree(exchange.getMessage().getBody());
  }

  private static String login(Exchange exchange) {
    return variable(exchange, "login");
  }

  private static String variable(Exchange exchange, String name) {
    String value = exchange.getVariable(name, String.class);
    if (value == null || value.isBlank()) {
      throw CaravanException.of(ErrorCode.E104, "The variable " + name + " is not set")
          .where(exchange.getFromRouteId())
          .fix("Run the pipeline that sets it, or set it in the route")
          .build();
    }
    return value;
  }

  /** The reason behind the failure that the route has caught. */
  private static CaravanException caught(Exchange exchange) {
    return CaravanException.from(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
  }
}
