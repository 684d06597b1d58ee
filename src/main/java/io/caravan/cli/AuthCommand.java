package io.caravan.cli;

import picocli.CommandLine.Command;

/** Logins to remote systems. */
@Command(
    name = "auth",
    description = "Logins to remote systems.",
    subcommands = {AuthLogin.class, AuthStatus.class, AuthLogout.class},
    footer = {"", "Example: ./caravan auth login pipedrive"})
final class AuthCommand extends Group {}
