package io.caravan.dbt;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One call of dbt as a person would type it. Arguments stay a list from here to the process: no
 * shell reads them.
 *
 * @param verb build, run, test, seed, snapshot, compile, deps, debug or parse
 * @param select nodes to take, in dbt's selection syntax; null for all
 * @param exclude nodes to leave out; null for none
 * @param fullRefresh whether incremental models are built anew
 * @param vars variables of the project as YAML or JSON text; null for none. Visible in the list of
 *     processes, so never a secret
 * @param target the output of profiles.yml; null for the one named there
 */
public record DbtCommand(
    String verb, String select, String exclude, boolean fullRefresh, String vars, String target) {

  private static final Set<String> ON_NODES =
      Set.of("build", "run", "test", "seed", "snapshot", "compile");
  private static final Set<String> OTHERS = Set.of("deps", "debug", "parse");
  private static final Set<String> REFRESHING = Set.of("build", "run", "seed");

  /** Refuses what dbt would refuse, before a process is started for it. */
  public DbtCommand {
    if (!ON_NODES.contains(verb) && !OTHERS.contains(verb)) {
      throw unusable(
          "dbt has no command '" + verb + "' here",
          "build, run, test, seed, snapshot, compile, deps, debug, parse");
    }
    if ((select != null || exclude != null) && !ON_NODES.contains(verb)) {
      throw unusable("dbt " + verb + " takes no select or exclude", "none of them");
    }
    if (fullRefresh && !REFRESHING.contains(verb)) {
      throw unusable("dbt " + verb + " takes no fullRefresh", "it with build, run or seed");
    }
    for (String value : new String[] {select, exclude, vars, target}) {
      if (value != null && value.startsWith("-")) {
        throw unusable("dbt " + verb + " has the value '" + value + "'", "no leading hyphen");
      }
    }
  }

  /** The verb alone, on the whole project. */
  public static DbtCommand of(String verb) {
    return new DbtCommand(verb, null, null, false, null, null);
  }

  /** The same with incremental models built anew, where dbt can do that with this verb. */
  DbtCommand refreshing() {
    return new DbtCommand(verb, select, exclude, REFRESHING.contains(verb), vars, target);
  }

  /** Whether dbt leaves run_results.json behind. */
  boolean hasResults() {
    return ON_NODES.contains(verb);
  }

  /** The arguments from the verb on. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of(verb));
    add(arguments, "--select", select);
    add(arguments, "--exclude", exclude);
    add(arguments, "--vars", vars);
    add(arguments, "--target", target);
    if (fullRefresh) {
      arguments.add("--full-refresh");
    }
    return arguments;
  }

  private static void add(List<String> arguments, String name, String value) {
    if (value != null) {
      arguments.add(name);
      arguments.add(value);
    }
  }

  /** For messages: {@code dbt build --select marts}. */
  @Override
  public String toString() {
    return "dbt " + String.join(" ", arguments());
  }

  private static CaravanException unusable(String what, String expected) {
    return CaravanException.of(ErrorCode.E106, what)
        .why("expected " + expected)
        .fix("Correct the dbt: step of the route", "./caravan validate")
        .build();
  }
}
