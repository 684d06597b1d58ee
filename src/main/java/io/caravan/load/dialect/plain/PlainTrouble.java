package io.caravan.load.dialect.plain;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.table.TableName;
import java.sql.SQLException;

/** What a database beside PostgreSQL says, as what a person can do about it. */
final class PlainTrouble {

  private final PlainDialect dialect;

  PlainTrouble(PlainDialect dialect) {
    this.dialect = dialect;
  }

  CaravanException explain(TableName table, SQLException failure) {
    CaravanException.Builder builder =
        switch (dialect.kind(failure)) {
          case PERMISSION ->
              CaravanException.of(ErrorCode.E301, "A permission on " + table + " is missing")
                  .fix(dialect.grant(table), "./caravan doctor");
          case LOCKED ->
              CaravanException.of(
                      ErrorCode.E306, table + " is locked and did not come free in time")
                  .fix("Let the other session end, or end it; then run again");
          case FULL ->
              CaravanException.of(ErrorCode.E305, "The disk of the database is full")
                  .fix(
                      "Free space on the database server",
                      "./caravan run again: nothing of this page was written");
          case SHAPE ->
              CaravanException.of(ErrorCode.E304, table + " is not what Caravan expects")
                  .fix(
                      "Undo the change made by hand, or drop the table and load it anew: drop table "
                          + dialect.quoted(table));
          case LOST ->
              CaravanException.of(ErrorCode.E300, "The database cannot be reached")
                  .fix("./caravan doctor");
          case DUPLICATE, ROWS, OTHER ->
              CaravanException.of(
                      ErrorCode.E901, "The database refused to store a page of " + table)
                  .fix("./caravan logs");
        };
    return builder.where(table.toString()).why(failure.getMessage()).cause(failure).build();
  }
}
