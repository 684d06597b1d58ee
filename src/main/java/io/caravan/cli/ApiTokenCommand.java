package io.caravan.cli;

import picocli.CommandLine.Command;

/** Tokens of the HTTP interface. */
@Command(
    name = "api-token",
    description = "Tokens of the HTTP interface. While none was made, only this machine may ask.",
    subcommands = {ApiTokenCreate.class, ApiTokenList.class, ApiTokenRevoke.class},
    footer = {"", "Example: ./caravan api-token create --role view --label dashboard"})
final class ApiTokenCommand extends Group {}
