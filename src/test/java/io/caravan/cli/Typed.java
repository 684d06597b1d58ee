package io.caravan.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What a typed command printed and how it ended.
 *
 * @param code the exit code
 */
record Typed(int code, String out, String err) {

  static Typed in(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine program = CaravanCommand.program(words);
    program.setOut(new PrintWriter(out, true));
    program.setErr(new PrintWriter(err, true));
    int code = program.execute(words);
    return new Typed(code, out.toString(), err.toString());
  }
}
