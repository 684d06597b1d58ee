package io.caravan.gooddata;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * Models on their way between files and workspaces. Bound as {@code gooddataLayouts}; each public
 * method is a step of a route. A model that is to be put is {@code wanted}, the one it replaces is
 * {@code present}.
 */
public final class Layouts {

  private static final String LDM_BODY = "gooddata.ldm";
  private static final String RECEIVED = "gooddata.received";
  private static final String WANTED = "gooddata.wanted";
  private static final String PRESENT = "gooddata.present";

  private final Settings settings;

  public Layouts(Settings settings) {
    this.settings = settings;
  }

  /** The files of the project become the wanted model of the workspace. Refuses what would harm. */
  public void fromFiles(Exchange exchange) {
    Path folder = folder();
    Model model = new LayoutFolder(folder).read();
    References.check(model, folder.toString());
    exchange.setProperty(WANTED, Workspaces.target(exchange).fromFiles(model));
  }

  /** What was replaced last becomes the wanted model. */
  public void fromPrevious(Exchange exchange) {
    Path folder = previous(exchange);
    try {
      exchange.setProperty(WANTED, new LayoutFolder(folder).read());
    } catch (CaravanException e) {
      if (e.code() != ErrorCode.E315) {
        throw e;
      }
      throw CaravanException.of(ErrorCode.E315, "There is nothing to go back to")
          .where("workspace " + Workspaces.target(exchange).workspace())
          .why("nothing was replaced in it from this folder yet")
          .fix("./caravan gooddata load")
          .build();
    }
  }

  /** Takes the answer with the logical model. */
  public void takeLdm(Exchange exchange) {
    exchange.setProperty(LDM_BODY, exchange.getMessage().getBody());
  }

  /** Takes the answer with the analytics model; both are then what was received. */
  public void takeAnalytics(Exchange exchange) {
    Object ldm = exchange.getProperty(LDM_BODY);
    exchange.setProperty(RECEIVED, Model.of(ldm, exchange.getMessage().getBody()));
  }

  /** There is no workspace yet, and so no model. */
  public void nothingReceived(Exchange exchange) {
    exchange.setProperty(RECEIVED, Model.empty());
  }

  /** What was received is what will be replaced. */
  public void asPresent(Exchange exchange) {
    exchange.setProperty(PRESENT, model(exchange, RECEIVED));
  }

  /**
   * What was received from one workspace is wanted in another. Called while the first is chosen;
   * {@link #forTarget} once the other is.
   */
  public void asWanted(Exchange exchange) {
    Model model = model(exchange, RECEIVED);
    Target source = Workspaces.target(exchange);
    References.check(model, "workspace " + source.workspace());
    exchange.setProperty(WANTED, source.toFiles(model));
  }

  /** The wanted model with the data sources of the workspace that is chosen now. */
  public void forTarget(Exchange exchange) {
    exchange.setProperty(WANTED, Workspaces.target(exchange).fromFiles(model(exchange, WANTED)));
  }

  /** Says what a put would change: variable {@code differs}, and the note {@code diff}. */
  public void compare(Exchange exchange) {
    Difference difference = Difference.between(model(exchange, PRESENT), model(exchange, WANTED));
    exchange.setVariable("differs", !difference.isEmpty());
    Step step = Step.current(exchange);
    if (step != null) {
      step.note("diff", difference.lines());
      step.note("destination", "gooddata " + Workspaces.target(exchange).workspace());
      step.count("created", difference.added());
      step.count("updated", difference.changed());
      step.count("deleted", difference.removed());
    }
    exchange.getMessage().setBody(difference.lines());
  }

  /** Keeps the present model for a later rollback, unless there is nothing in it. */
  public void keepPresent(Exchange exchange) {
    Model present = model(exchange, PRESENT);
    if (!present.isEmpty()) {
      new LayoutFolder(previous(exchange)).write(present);
    }
  }

  public Object wantedLdm(Exchange exchange) {
    return model(exchange, WANTED).ldmBody();
  }

  public Object wantedAnalytics(Exchange exchange) {
    return model(exchange, WANTED).analyticsBody();
  }

  public Object presentLdm(Exchange exchange) {
    return model(exchange, PRESENT).ldmBody();
  }

  public Object presentAnalytics(Exchange exchange) {
    return model(exchange, PRESENT).analyticsBody();
  }

  /** Writes what was received into the files of the project. */
  public void toFiles(Exchange exchange) {
    Target target = Workspaces.target(exchange);
    Model model = model(exchange, RECEIVED);
    if (model.isEmpty()) {
      throw CaravanException.of(ErrorCode.E611, "The workspace has no datasets")
          .where("workspace " + target.workspace())
          .why("storing it would remove every file of " + folder())
          .fix("./caravan gooddata load")
          .build();
    }
    LayoutFolder.Written written = new LayoutFolder(folder()).write(target.toFiles(model));
    List<String> lines = new ArrayList<>();
    written.added().forEach(file -> lines.add("+ " + file));
    written.changed().forEach(file -> lines.add("~ " + file));
    written.removed().forEach(file -> lines.add("- " + file));
    Step step = Step.current(exchange);
    if (step != null) {
      step.note("diff", lines);
      step.note("folder", folder().toString());
      step.count("created", written.added().size());
      step.count("updated", written.changed().size());
      step.count("deleted", written.removed().size());
    }
    exchange.getMessage().setBody(lines);
  }

  private static Model model(Exchange exchange, String property) {
    return exchange.getProperty(property, Model.class);
  }

  private Path folder() {
    return settings.project().resolve(settings.get("gooddata.layout", "gooddata/workspaces/cicd"));
  }

  private Path previous(Exchange exchange) {
    return settings.dataDir().resolve("gooddata").resolve(Workspaces.target(exchange).workspace());
  }
}
