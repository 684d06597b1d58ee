package io.caravan.cli;

import io.caravan.dbt.PythonEnvironment;

/** Whether models can be built. */
final class PythonChecks {

  private PythonChecks() {}

  static Diagnosis dbt(PythonEnvironment python) {
    String found = python.describe();
    return python.isReady()
        ? Diagnosis.ok("dbt", found)
        : Diagnosis.warn("dbt", found, "./caravan demo, or any run that builds models");
  }
}
