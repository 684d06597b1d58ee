package io.caravan.cli.check;

import io.caravan.dbt.PythonEnvironment;

/** Whether models can be built. */
public final class PythonChecks {

  private PythonChecks() {}

  public static Diagnosis dbt(PythonEnvironment python) {
    String found = python.describe();
    return python.isReady()
        ? Diagnosis.ok("dbt", found)
        : Diagnosis.warn("dbt", found, "./caravan demo, or any run that builds models");
  }
}
