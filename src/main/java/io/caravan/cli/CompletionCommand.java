package io.caravan.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A script that completes verbs and options. */
@Command(
    name = "completion",
    description = "Print a script that completes verbs and options.",
    footer = {"", "Example: source <(./caravan completion bash)"})
final class CompletionCommand extends Verb {

  /** The shells that can read the script. */
  enum Shell {
    BASH,
    ZSH
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "bash|zsh",
      description = "One script serves both: it turns on bash completion where zsh runs it.")
  private Shell shell = Shell.BASH;

  @Override
  public Integer call() {
    if (shell == Shell.ZSH) {
      terminal().print("autoload -U +X compinit && compinit");
    }
    terminal().print(AutoComplete.bash("caravan", CaravanCommand.program()));
    return 0;
  }
}
