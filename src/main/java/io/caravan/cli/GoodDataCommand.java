package io.caravan.cli;

import picocli.CommandLine.Command;

/** GoodData step by step. A pipeline does the same in one go. */
@Command(
    name = "gooddata",
    description = "GoodData step by step: data source, models, insights.",
    subcommands = {
      GoodDataWhoami.class,
      GoodDataRegister.class,
      GoodDataScan.class,
      GoodDataLoad.class,
      GoodDataStore.class,
      GoodDataDiff.class,
      GoodDataNotify.class,
      GoodDataTest.class,
      GoodDataExecute.class,
      GoodDataProvision.class,
      GoodDataRollback.class,
    },
    footer = {"", "Example: ./caravan gooddata load --dry-run"})
final class GoodDataCommand extends Group {}
