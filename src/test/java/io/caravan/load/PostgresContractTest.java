package io.caravan.load;

/** PostgreSQL, the embedded one. */
class PostgresContractTest extends DialectContract {

  @Override
  Warehouse open() {
    return new Warehouse();
  }

  @Override
  String moment(String column) {
    return column + " at time zone 'UTC'";
  }
}
