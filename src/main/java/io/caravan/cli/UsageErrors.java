package io.caravan.cli;

import io.caravan.error.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that cannot be understood: says what, and what may have been meant. */
final class UsageErrors implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException problem, String[] args) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(what(problem));
    for (String suggestion : suggestions(problem)) {
      err.println("  next   did you mean: " + suggestion);
    }
    err.println("  next   ./" + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.USAGE.number();
  }

  private static String what(ParameterException problem) {
    if (problem instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      String kind = unmatched.isUnknownOption() ? "option" : "command or argument";
      return "Unknown " + kind + ": " + word;
    }
    return problem.getMessage();
  }

  private static List<String> suggestions(ParameterException problem) {
    return problem instanceof UnmatchedArgumentException unmatched
        ? unmatched.getSuggestions().stream().distinct().limit(3).toList()
        : List.of();
  }
}
