package io.caravan.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The program: lists the verbs, and ends with their exit codes. */
@Command(
    name = "caravan",
    description = "Moves a company's data the whole way round.",
    footer = {"", "First steps: ./caravan demo, ./caravan doctor, ./caravan run"})
public final class CaravanCommand {

  private static final List<Class<?>> VERBS =
      List.of(
          DemoCommand.class,
          RunCommand.class,
          ServeCommand.class,
          TapCommand.class,
          TargetCommand.class,
          StatusCommand.class,
          RunsCommand.class,
          LogsCommand.class,
          RejectsCommand.class,
          ValidateCommand.class,
          CheckCommand.class,
          DoctorCommand.class,
          StreamsCommand.class,
          DiscoverCommand.class,
          SelectCommand.class,
          PreviewCommand.class,
          StateCommand.class,
          SecretCommand.class,
          ApiTokenCommand.class,
          AuthCommand.class,
          PipedriveCommand.class,
          GoodDataCommand.class,
          ConfigCommand.class,
          DocsCommand.class,
          ExplainCommand.class,
          VersionCommand.class,
          CompletionCommand.class,
          WarmUpCommand.class);

  @Mixin final GlobalOptions options = new GlobalOptions();

  private CaravanCommand() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    CommandLine program = program(args);
    // Java would write in the encoding of the terminal, which in a container is often plain ASCII.
    program.setOut(utf8(FileDescriptor.out));
    program.setErr(utf8(FileDescriptor.err));
    System.exit(program.execute(args));
  }

  private static PrintWriter utf8(FileDescriptor stream) {
    return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }

  /**
   * The program, ready to execute; for tests with writers of their own.
   *
   * @param words of the command line. Only the verbs among them are described, which saves each
   *     start a fifth of a second; where there is none, all are.
   */
  static CommandLine program(String... words) {
    CommandLine program = new CommandLine(new CaravanCommand());
    List<Class<?>> named =
        VERBS.stream().filter(verb -> Arrays.asList(words).contains(nameOf(verb))).toList();
    (named.isEmpty() ? VERBS : named).forEach(program::addSubcommand);
    program.setParameterExceptionHandler(new UsageErrors());
    program.setExecutionExceptionHandler(new Failures());
    program.setCaseInsensitiveEnumValuesAllowed(true);
    program.setUsageHelpAutoWidth(false);
    return program;
  }

  private static String nameOf(Class<?> verb) {
    return verb.getAnnotation(Command.class).name();
  }
}
