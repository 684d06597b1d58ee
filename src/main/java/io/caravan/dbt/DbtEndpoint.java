package io.caravan.dbt;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** The options of a {@code dbt:} step; see {@link DbtCommand} for what each means. */
public final class DbtEndpoint extends DefaultEndpoint {

  private final String verb;
  private String select;
  private String exclude;
  private boolean fullRefresh;
  private String vars;
  private String target;

  DbtEndpoint(String uri, DbtComponent component, String verb) {
    super(uri, component);
    this.verb = verb;
  }

  DbtCommand command() {
    return new DbtCommand(verb, select, exclude, fullRefresh, vars, target);
  }

  public void setSelect(String select) {
    this.select = select;
  }

  public void setExclude(String exclude) {
    this.exclude = exclude;
  }

  public void setFullRefresh(boolean fullRefresh) {
    this.fullRefresh = fullRefresh;
  }

  public void setVars(String vars) {
    this.vars = vars;
  }

  public void setTarget(String target) {
    this.target = target;
  }

  @Override
  public Producer createProducer() {
    return new DbtProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("dbt: is a step of a route, it cannot begin one");
  }
}
