package io.caravan.cli;

import picocli.CommandLine.Command;

/** Secrets, kept encrypted in the data folder. */
@Command(
    name = "secret",
    description = "Secrets, kept encrypted in the data folder.",
    subcommands = {SecretSet.class, SecretList.class, SecretDelete.class},
    footer = {"", "Example: ./caravan secret set pipedrive.client-secret"})
final class SecretCommand extends Group {}
