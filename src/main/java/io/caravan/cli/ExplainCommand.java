package io.caravan.cli;

import io.caravan.cli.output.Table;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What an error code stands for. */
@Command(
    name = "explain",
    description = "What an error code stands for; without one, all of them.",
    footer = {"", "Example: ./caravan explain E701"})
final class ExplainCommand extends Verb {

  @Parameters(arity = "0..1", paramLabel = "CODE", description = "Such as E701.")
  private String code;

  @Override
  public Integer call() {
    List<ErrorCode> codes =
        Arrays.stream(ErrorCode.values())
            .filter(known -> code == null || known.name().equals(code.toUpperCase(Locale.ROOT)))
            .toList();
    if (codes.isEmpty()) {
      throw CaravanException.of(ErrorCode.E104, "There is no error code " + code)
          .fix("./caravan explain")
          .build();
    }
    Table table = new Table("CODE", "MEANING", "EXIT CODE");
    codes.forEach(
        known ->
            table.row(
                known.name(),
                known.title(),
                known.exitCode().number()
                    + " "
                    + known.exitCode().name().toLowerCase(Locale.ROOT)));
    table.print(terminal());
    return 0;
  }
}
