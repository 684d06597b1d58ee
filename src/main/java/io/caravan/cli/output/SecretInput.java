package io.caravan.cli.output;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads a secret from the person at the terminal without showing it, or from stdin. */
public final class SecretInput {

  private SecretInput() {}

  public static String read(Terminal terminal, String name) {
    String value = terminal.asks() ? ask(name) : firstLine();
    if (value == null || value.isBlank()) {
      throw CaravanException.of(ErrorCode.E106, "No value was given for " + name)
          .fix("Run it again at a terminal and type it, or pipe it in: the same command < file")
          .build();
    }
    return value.strip();
  }

  private static String ask(String name) {
    char[] typed = System.console().readPassword("%s (not shown): ", name);
    return typed == null ? null : new String(typed);
  }

  private static String firstLine() {
    try {
      return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
          .readLine();
    } catch (IOException e) {
      throw CaravanException.of(ErrorCode.E314, "Standard input cannot be read")
          .why(e.getMessage())
          .cause(e)
          .build();
    }
  }
}
