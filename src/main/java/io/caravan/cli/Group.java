package io.caravan.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A verb that only holds others. */
abstract class Group extends Verb {

  @Override
  public Integer call() {
    CommandLine command = spec.commandLine();
    throw new ParameterException(
        command, "One of: " + String.join(", ", command.getSubcommands().keySet()));
  }
}
