package io.caravan.error;

import static io.caravan.error.ExitCode.ALREADY_RUNNING;
import static io.caravan.error.ExitCode.BAD_DATA;
import static io.caravan.error.ExitCode.CANNOT_WRITE;
import static io.caravan.error.ExitCode.CONFIG;
import static io.caravan.error.ExitCode.DISK;
import static io.caravan.error.ExitCode.FAILED;
import static io.caravan.error.ExitCode.GUARD;
import static io.caravan.error.ExitCode.INTERNAL;
import static io.caravan.error.ExitCode.MISSING_FILE;
import static io.caravan.error.ExitCode.NO_PERMISSION;
import static io.caravan.error.ExitCode.UNAVAILABLE;

/**
 * The catalogue of situations Caravan explains. A code never changes its meaning; one code means
 * one page of documentation.
 */
public enum ErrorCode {
  E101("setting missing", CONFIG),
  E102("unknown setting", CONFIG),
  E103("bad schedule or time zone", CONFIG),
  E104("unknown pipeline, stream or reference", CONFIG),
  E105("route file cannot be read", CONFIG),
  E106("setting has a value that cannot be used", CONFIG),
  E201("remote system cannot be reached", UNAVAILABLE),
  E202("login rejected", NO_PERMISSION),
  E203("login has to be renewed by a person", NO_PERMISSION),
  E204("permission or scope missing", NO_PERMISSION),
  E205("rate or daily limit", UNAVAILABLE),
  E206("remote system answered with something unexpected", UNAVAILABLE),
  E207("remote address not allowed", CONFIG),
  E300("database cannot be reached", UNAVAILABLE),
  E301("database permission missing", NO_PERMISSION),
  E302("table or column name cannot be used", CONFIG),
  E304("destination table altered by hand", CONFIG),
  E305("disk full", DISK),
  E306("lock could not be had in time", FAILED),
  E311("key missing", BAD_DATA),
  E313("more rows rejected than allowed", BAD_DATA),
  E314("file cannot be read as what it should be", BAD_DATA),
  E315("file or folder missing", MISSING_FILE),
  E321("git repository cannot be read", UNAVAILABLE),
  E322("branch, tag or commit missing", CONFIG),
  E323("bookmark lies in the future", CONFIG),
  E324("what a stream goes by has not been loaded", CONFIG),
  E401("Singer tap cannot be run", CONFIG),
  E402("Singer tap failed", FAILED),
  E403("Singer tap is silent", FAILED),
  E501("dbt or Python cannot be used", CONFIG),
  E502("dbt model failed", FAILED),
  E503("dbt test failed", FAILED),
  E504("dbt took too long", FAILED),
  E505("dbt stopped without a result", FAILED),
  E601("row refused by the destination", BAD_DATA),
  E602("mass delete guard", GUARD),
  E611("analytics model cannot be used", BAD_DATA),
  E612("insight cannot be computed", FAILED),
  E613("analytics system cannot reach the database", UNAVAILABLE),
  E614("analytics workspace left half changed", FAILED),
  E701("already running", ALREADY_RUNNING),
  E702("lease lost to another process", FAILED),
  E703("stopped on request", ExitCode.INTERRUPTED),
  E801("technical tables are newer than the program", CONFIG),
  E802("secret store cannot be used", CONFIG),
  E803("network port taken", CONFIG),
  E804("folder cannot be used by this user", CANNOT_WRITE),
  E811("Java or Maven missing or too old", CONFIG),
  E812("program cannot be built", FAILED),
  E813("confirmation missing", ExitCode.USAGE),
  E901("internal error", INTERNAL),
  E902("not enough memory", INTERNAL);

  private final String title;
  private final ExitCode exitCode;

  ErrorCode(String title, ExitCode exitCode) {
    this.title = title;
    this.exitCode = exitCode;
  }

  /** The situation in a few words. */
  public String title() {
    return title;
  }

  /** What the process ends with when this is what stopped it. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
