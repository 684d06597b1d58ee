package io.caravan.dbt;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.regex.Pattern;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** The options of a {@code dbt:} step; see {@link DbtCommand} for what each means. */
public final class DbtEndpoint extends DefaultEndpoint {

  private static final Pattern LOST_PLUS = Pattern.compile("^ |  | $|(^| )\\d+( |$)");

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
    return new DbtCommand(
        verb, intact("select", select), intact("exclude", exclude), fullRefresh, vars, target);
  }

  /**
   * Camel reads {@code +} in an endpoint as a blank, which would silently select other models. A
   * lost one shows as a blank too many or as a number on its own ({@code 2+orders}).
   */
  private static String intact(String option, String value) {
    if (value != null && LOST_PLUS.matcher(value).find()) {
      throw CaravanException.of(ErrorCode.E106, "The " + option + " of a dbt: step lost its +")
          .where(option + ": " + value)
          .why("Camel reads + as a blank unless the value stands in RAW( )")
          .fix("Write it as " + option + ": RAW(...), such as " + option + ": RAW(+orders)")
          .build();
    }
    return value;
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
