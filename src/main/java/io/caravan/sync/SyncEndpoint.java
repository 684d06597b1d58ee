package io.caravan.sync;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultEndpoint;

/**
 * One use of {@code sync:} in a route. The options belong to {@code sync:plan}; see {@link Rules}.
 */
public final class SyncEndpoint extends DefaultEndpoint {

  private final Verb verb;
  private final String subject;
  private String mapping;
  private String columns = "";
  private String key;
  private int maxDeletePercent = 5;
  private int unguardedDeletes;
  private boolean recreateDeleted;
  private int maxRejects;
  private Duration settle = Duration.ofSeconds(10);

  SyncEndpoint(String uri, SyncComponent component, Verb verb, String subject) {
    super(uri, component);
    this.verb = verb;
    this.subject = subject;
  }

  @Override
  public Producer createProducer() {
    DataSource warehouse =
        CamelContextHelper.mandatoryLookup(getCamelContext(), "warehouse", DataSource.class);
    return new SyncProducer(this, warehouse);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("sync: is a step of a route, not its beginning");
  }

  Verb verb() {
    return verb;
  }

  /** {@code destination} or {@code destination.entity}. */
  String subject() {
    return subject;
  }

  /** The rules with what this run was told on top. */
  Rules rules(Exchange exchange, Path project) {
    return new Rules(
        project.resolve(mapping),
        columnNames(),
        key,
        maxDeletePercent,
        unguardedDeletes,
        exchange.getVariable("allowDeletes", false, Boolean.class),
        recreateDeleted,
        maxRejects,
        settle,
        exchange.getVariable("dryRun", false, Boolean.class));
  }

  private List<String> columnNames() {
    return Stream.of(columns.split(",")).map(String::strip).toList();
  }

  /** SQL file, relative to the project, that makes wanted objects of the table {@code source}. */
  public void setMapping(String mapping) {
    this.mapping = mapping;
  }

  /** Columns that the file must have, with commas. */
  public void setColumns(String columns) {
    this.columns = columns;
  }

  /** The column that names the object. */
  public void setKey(String key) {
    this.key = key;
  }

  public void setMaxDeletePercent(int maxDeletePercent) {
    this.maxDeletePercent = maxDeletePercent;
  }

  public void setUnguardedDeletes(int unguardedDeletes) {
    this.unguardedDeletes = unguardedDeletes;
  }

  public void setRecreateDeleted(boolean recreateDeleted) {
    this.recreateDeleted = recreateDeleted;
  }

  public void setMaxRejects(int maxRejects) {
    this.maxRejects = maxRejects;
  }

  public void setSettle(Duration settle) {
    this.settle = settle;
  }
}
