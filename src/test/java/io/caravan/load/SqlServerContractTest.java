package io.caravan.load;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * SQL Server, where the profile {@code sqlserver} names one: {@code -Psqlserver
 * -Dsqlserver.url=...}.
 */
class SqlServerContractTest extends DialectContract {

  @Override
  Warehouse open() {
    String url = System.getProperty("sqlserver.url", "");
    if (url.isEmpty()) {
      System.out.println(
          "SKIPPED: nothing was tried with SQL Server; mvn test -Psqlserver -Dsqlserver.url=mssql://user:pw@host/empty-database");
    }
    assumeTrue(!url.isEmpty(), "no sqlserver.url");
    return Warehouse.at(url);
  }

  /** Every comparison of texts ignores spaces at their end there. */
  @Override
  boolean keepsTrailingSpacesInKeys() {
    return false;
  }
}
