package io.caravan.load;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** SQLite, in a file. */
class SqliteContractTest extends DialectContract {

  @TempDir static Path folder;

  @Override
  Warehouse open() {
    return Warehouse.at("sqlite:///" + folder.resolve("contract.db"));
  }
}
