package io.caravan.load;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
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
  private String db = Connections.WAREHOUSE;
  private String nested = "jsonb";
  private boolean infer;
  private Long maxRejects;

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
   * The fields that tell rows apart, separated by commas. None: those of the catalog; where it has
   * none either, the table only grows.
   */
  public void setKey(String key) {
    this.key = key;
  }

  /** For pages with several tables: {@code schema.table:id;schema.other:id,line}. */
  public void setKeys(String keys) {
    this.keys = keys;
  }

  /** The named connection; {@code warehouse} unless set. */
  public void setDb(String db) {
    this.db = db;
  }

  /** What becomes of objects and lists: {@code jsonb}, {@code flatten} or {@code tables}. */
  public void setNested(String nested) {
    this.nested = nested;
  }

  /** Whether columns of text get the type that all their values read as. */
  public void setInfer(boolean infer) {
    this.infer = infer;
  }

  /** How many rejects a run may have and still succeed; setting {@code load.max-rejects} else. */
  public void setMaxRejects(Long maxRejects) {
    this.maxRejects = maxRejects;
  }

  /** What stores the pages of this stream. */
  public Loader loader() {
    Settings settings = CamelContextHelper.findSingleByType(getCamelContext(), Settings.class);
    Connections connections =
        CamelContextHelper.findSingleByType(getCamelContext(), Connections.class);
    HikariDataSource database = connections.get(db);
    if (!db.equals(Connections.WAREHOUSE)) {
      TechnicalTables.migrate(database);
    }
    return new Loader(database, stream, options(settings));
  }

  /** What the catalog of the system says at this moment. */
  DeclaredTables declared() {
    return DeclaredTables.of(getCamelContext(), stream, nestedShape());
  }

  private LoadOptions options(Settings settings) {
    long allowed = maxRejects == null ? settings.getInt("load.max-rejects", 0) : maxRejects;
    DeclaredTables declared = declared();
    List<String> fields = names(key).isEmpty() ? declared.key(stream) : names(key);
    Map<String, List<String>> others = new LinkedHashMap<>(declared.keys());
    others.remove(stream);
    others.putAll(keysByTable());
    return LoadOptions.keyedBy(fields.toArray(String[]::new))
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
    try {
      return Nested.valueOf(nested.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw unusable("nested=" + nested, "it is one of jsonb, flatten, tables");
    }
  }

  private Map<String, List<String>> keysByTable() {
    Map<String, List<String>> byTable = new LinkedHashMap<>();
    for (String part : keys.split(";")) {
      if (!part.isBlank()) {
        int colon = part.indexOf(':');
        if (colon < 0) {
          throw unusable("keys=" + keys, "it is written schema.table:field;schema.other:field");
        }
        TableName table = TableName.parse(part.substring(0, colon).strip(), schema());
        byTable.put(table.toString(), names(part.substring(colon + 1)));
      }
    }
    return byTable;
  }

  /** The schema of tables that a page names without one. */
  String schema() {
    return stream.substring(0, stream.indexOf('.'));
  }

  private static List<String> names(String list) {
    return Stream.of(list.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
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
