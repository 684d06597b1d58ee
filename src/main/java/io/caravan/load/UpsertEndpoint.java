package io.caravan.load;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.table.TableName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultEndpoint;

/** A stream as a destination. The setters are the options of the URI. */
public final class UpsertEndpoint extends DefaultEndpoint {

  private final String stream;
  private String key = "";
  private String keys = "";
  private String db = "";
  private String nested = "jsonb";
  private boolean infer;
  private Long maxRejects;
  private String deletes = "soft";
  private boolean refreshed = true;
  private String deletedWhen = "";
  private String deletedAt = "";
  private String deleteSpan = "";
  private String children = "";
  private Integer maxDeletePercent;
  private String form = "columns";

  UpsertEndpoint(String uri, UpsertComponent component, String stream) {
    super(uri, component);
    this.stream = stream;
    TableName.parse(stream, null);
  }

  /** The stream, which is {@code schema.table}. */
  public String getStream() {
    return stream;
  }

  /**
   * The fields that tell rows apart, separated by commas. None: those of the catalog, then those
   * that the source names; where nobody names one, the table only grows.
   */
  public void setKey(String key) {
    this.key = key;
  }

  /** For pages with several tables: {@code schema.table:id;schema.other:id,line}. */
  public void setKeys(String keys) {
    this.keys = keys;
  }

  /** The named connection; {@link Connections#destination()} unless set. */
  public void setDb(String db) {
    this.db = db;
  }

  /** What becomes of objects and lists: {@code jsonb}, {@code flatten} or {@code tables}. */
  public void setNested(String nested) {
    this.nested = nested;
  }

  /**
   * In what form records of the stream's own table are kept: {@code columns}, or {@code item} for
   * all of a record in one column of that name beside its key.
   */
  public void setForm(String form) {
    this.form = form;
  }

  /** Whether columns of text get the type that all their values read as. */
  public void setInfer(boolean infer) {
    this.infer = infer;
  }

  /** How many rejects a run may have and still succeed; setting {@code load.max-rejects} else. */
  public void setMaxRejects(Long maxRejects) {
    this.maxRejects = maxRejects;
  }

  /**
   * What becomes of rows that a complete read of the stream no longer meets: {@code soft} sets
   * {@code _deleted_at}, {@code hard} deletes them, {@code ignore} leaves them.
   */
  public void setDeletes(String deletes) {
    this.deletes = deletes;
  }

  /**
   * How a record says that it was deleted: a field that is then true or has a value, or {@code
   * field=value} with several values separated by {@code |}.
   */
  public void setDeletedWhen(String deletedWhen) {
    this.deletedWhen = deletedWhen;
  }

  /** The field of a deleted record that says when it was; the cursor of the catalog unless set. */
  public void setDeletedAt(String deletedAt) {
    this.deletedAt = deletedAt;
  }

  /** {@code schema.table:field} that says when; rows of a span that was read, not met, are gone. */
  public void setDeleteSpan(String deleteSpan) {
    this.deleteSpan = deleteSpan;
  }

  /** Tables whose rows go with the row they belong to: {@code schema.table:field;...}. */
  public void setChildren(String children) {
    this.children = children;
  }

  /**
   * How many percent of the rows one run may find gone; setting {@code load.max-delete-percent}
   * else.
   */
  public void setMaxDeletePercent(Integer maxDeletePercent) {
    this.maxDeletePercent = maxDeletePercent;
  }

  /**
   * Whether a full refresh makes the tables anew. False for a stream that adds to the table of
   * another one, which would lose the rows of that other stream.
   */
  public void setRefreshed(boolean refreshed) {
    this.refreshed = refreshed;
  }

  boolean isRefreshed() {
    return refreshed;
  }

  private Placement placement() {
    return new Placement(settings(), stream);
  }

  private String table() {
    return placement().table();
  }

  /** The records of a page by the tables they go to. */
  Map<String, List<?>> records(Object body) {
    Form kept = oneOf(Form.class, "form", form);
    return placement().records(body, kept, kept == Form.COLUMNS ? List.of() : key(declared()));
  }

  /** Where the pages of this stream go. */
  HikariDataSource database() {
    return TechnicalTables.in(connections(), destination());
  }

  /** The named connection that the rows go to. */
  public String destination() {
    return connections().placeOf(stream, db);
  }

  /** Whoever plans the reading looks for the bookmark where the rows are. */
  @Override
  protected void doInit() throws Exception {
    super.doInit();
    if (connections() != null) {
      connections().place(stream, destination());
    }
  }

  private Connections connections() {
    return CamelContextHelper.findSingleByType(getCamelContext(), Connections.class);
  }

  Settings settings() {
    return CamelContextHelper.findSingleByType(getCamelContext(), Settings.class);
  }

  /** How many percent of its rows a table that is made anew may lose. */
  int maxShrinkPercent() {
    return settings().getInt("load.max-shrink-percent", 50);
  }

  /** What becomes of rows that are gone from the source. */
  DeleteRules deleteRules() {
    int percent =
        maxDeletePercent == null
            ? settings().getInt("load.max-delete-percent", 10)
            : maxDeletePercent;
    String at = deletedAt.isEmpty() ? declared().cursors().getOrDefault(table(), "") : deletedAt;
    if (!deletedWhen.isEmpty() && at.isEmpty() && policy() == DeleteRules.Policy.SOFT) {
      throw unusable(
          "deletedWhen=" + deletedWhen, "say with deletedAt= which field holds the time of it");
    }
    Map<String, String> belonging = new LinkedHashMap<>();
    namesByTable("children", children)
        .forEach((table, fields) -> belonging.put(table, fields.get(0)));
    Map<String, List<String>> span = namesByTable("deleteSpan", deleteSpan);
    String main = span.keySet().stream().findFirst().orElse(table());
    String field = span.isEmpty() ? "" : span.get(main).get(0);
    return new DeleteRules(
        policy(), DeletedWhen.parse(deletedWhen), at, main, field, belonging, percent);
  }

  private DeleteRules.Policy policy() {
    return oneOf(DeleteRules.Policy.class, "deletes", deletes);
  }

  private <E extends Enum<E>> E oneOf(Class<E> kind, String option, String value) {
    try {
      return Enum.valueOf(kind, value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      List<E> known = List.of(kind.getEnumConstants());
      throw unusable(
          option + "=" + value, "it is one of " + known.toString().toLowerCase(Locale.ROOT));
    }
  }

  /** Shows a page to somebody who looks at it instead of storing it. */
  void tap(PageTap tap, Map<String, List<?>> tables, Described said) {
    tap.take(stream, key(declared(said)), infer, tables);
  }

  /** The fields that tell rows apart: the route says it, or the catalog, or the source. */
  private List<String> key(DeclaredTables declared) {
    return NamesByTable.names(key).isEmpty() ? declared.key(table()) : NamesByTable.names(key);
  }

  /** Whether nobody but the source says which fields tell rows apart. */
  boolean takesKeyFromSource() {
    return key(declared()).isEmpty();
  }

  private DeclaredTables declared(Described said) {
    return said == Described.NOTHING
        ? declared()
        : declared().or(table(), said, nestedShape(), infer);
  }

  /** What the catalog of the system says at this moment. */
  DeclaredTables declared() {
    return DeclaredTables.of(getCamelContext(), settings(), stream, nestedShape())
        .in(oneOf(Form.class, "form", form), table());
  }

  /** How the records of a page become rows. */
  LoadOptions options(Described said) {
    Settings settings = settings();
    long allowed = maxRejects == null ? settings.getInt("load.max-rejects", 0) : maxRejects;
    DeclaredTables declared = declared(said);
    Map<String, List<String>> others = new LinkedHashMap<>(declared.keys());
    others.remove(table());
    others.putAll(namesByTable("keys", keys));
    return LoadOptions.keyedBy(key(declared).toArray(String[]::new))
        .withKeys(others)
        .withDeclared(declared.columns())
        .withInfer(infer)
        .withNested(nestedShape())
        .withRejects(allowed, settings.getInt("load.reject-cap", 10_000))
        .withWaits(
            settings.getDuration("load.retry-base", Duration.ofMillis(500)),
            settings.getDuration("load.lock-wait", Duration.ofSeconds(5)));
  }

  private Nested nestedShape() {
    return oneOf(Nested.class, "nested", nested);
  }

  private Map<String, List<String>> namesByTable(String option, String text) {
    try {
      return placement().names(text);
    } catch (IllegalArgumentException e) {
      throw unusable(option + "=" + text, e.getMessage());
    }
  }

  private CaravanException unusable(String option, String why) {
    return CaravanException.of(
            ErrorCode.E106, "upsert:" + stream + " has an option that cannot be used")
        .where(option)
        .why(why)
        .fix("Correct the upsert: step of the route")
        .build();
  }

  @Override
  public Producer createProducer() {
    return new UpsertProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("upsert: is a destination, use it with to:");
  }
}
