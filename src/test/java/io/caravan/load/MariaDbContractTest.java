package io.caravan.load;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

/** MariaDB, the one of this machine. */
class MariaDbContractTest extends DialectContract {

  @Override
  Warehouse open() throws Exception {
    Optional<MariaDbServer> server = MariaDbServer.find();
    assumeTrue(server.isPresent(), "no mariadbd on this machine");
    return Warehouse.at(server.get().create());
  }
}
