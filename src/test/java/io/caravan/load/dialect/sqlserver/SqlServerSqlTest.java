package io.caravan.load.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.load.table.Column;
import io.caravan.load.table.TableName;
import io.caravan.load.value.ColumnType;
import io.caravan.load.value.Decimals;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The statements for SQL Server, word by word: no server is at hand where Caravan is built. */
class SqlServerSqlTest {

  private static final TableName DEALS = new TableName("crm", "de]als");
  private static final Column ID = column("id", ColumnType.BIGINT);
  private static final Column NAME = column("na]me", ColumnType.TEXT);
  private static final Column AT = column("at", ColumnType.TIMESTAMPTZ);
  private static final SqlServerSql SQL =
      new SqlServerSql(DEALS, List.of("id"), List.of(ID, NAME, AT));

  private static Column column(String name, ColumnType type) {
    return new Column(name, type, name, true, true);
  }

  @Test
  void mergesUnderLocksThatKeepTwoWritersFromMeeting() {
    String typed =
        "(select cast([id] as bigint) as [id], [na]]me], cast([at] as datetime2(6)) as [at] from "
            + SQL.stage()
            + ")";
    assertThat(SQL.merge())
        .isEqualTo(
            "merge into [crm].[de]]als] with (holdlock, updlock) as t using "
                + typed
                + " as s on t.[id] = s.[id]"
                + " when matched and exists (select cast(s.[na]]me] as varbinary(max)), s.[at]"
                + " except select cast(t.[na]]me] as varbinary(max)), t.[at])"
                + " then update set [na]]me] = s.[na]]me], [at] = s.[at], _loaded_at = ?, _run_id = ?"
                + " when not matched by target then insert ([id], [na]]me], [at], _loaded_at, _run_id)"
                + " values (s.[id], s.[na]]me], s.[at], ?, ?) output $action;");
  }

  @Test
  void stagesTextsInATemporaryTable() {
    assertThat(SQL.stage()).startsWith("[#caravan_crm.de]]als");
    assertThat(SQL.prepare())
        .containsExactly(
            "drop table if exists " + SQL.stage(),
            "create table "
                + SQL.stage()
                + " ([id] nvarchar(max) collate Latin1_General_100_BIN2,"
                + " [na]]me] nvarchar(max) collate Latin1_General_100_BIN2,"
                + " [at] nvarchar(max) collate Latin1_General_100_BIN2)");
  }

  @Test
  void makesTables() {
    assertThat(
            new SqlServerChanges()
                .createTable(
                    new TableName("crm", "deals"),
                    List.of(
                        column("key", ColumnType.TEXT),
                        column("n", ColumnType.NUMERIC),
                        column("b", ColumnType.BOOLEAN),
                        column("j", ColumnType.JSONB)),
                    List.of("key"))
                .statements())
        .containsExactly(
            "if schema_id(N'crm') is null exec(N'create schema [crm]')",
            """
            create table [crm].[deals] (
              [key] nvarchar(440) collate Latin1_General_100_BIN2 not null,
              [n] decimal(38,10),
              [b] bit,
              [j] nvarchar(max) collate Latin1_General_100_BIN2,
              _loaded_at datetime2(6),
              _run_id nvarchar(100),
              primary key ([key]))""");
  }

  @Test
  void widensColumns() {
    SqlServerChanges changes = new SqlServerChanges();
    TableName table = new TableName("crm", "deals");
    assertThat(
            changes
                .changeType(
                    table, column("n", ColumnType.BIGINT), ColumnType.NUMERIC, List.of("id"))
                .statements())
        .containsExactly("alter table [crm].[deals] alter column [n] decimal(38,10)");
    assertThat(
            changes
                .changeType(table, column("id", ColumnType.BIGINT), ColumnType.TEXT, List.of("id"))
                .statements())
        .hasSize(3)
        .last()
        .isEqualTo("alter table [crm].[deals] add primary key ([id])");
  }

  @Test
  void knowsWhichNumbersFit() {
    Decimals decimals = new SqlServerDialect().decimals();
    assertThat(decimals.holds(new BigDecimal("1234567890123456789012345678.0123456789"))).isTrue();
    assertThat(decimals.holds(new BigDecimal("12345678901234567890123456789"))).isFalse();
    assertThat(decimals.holds(new BigDecimal("0.01234567891"))).isFalse();
  }

  @Test
  void knowsWhatMayPassAndWhatBlamesRows() {
    SqlServerDialect dialect = new SqlServerDialect();
    assertThat(dialect.mayPass(new SQLException("deadlock", "40001", 1205))).isTrue();
    assertThat(dialect.mayPass(new SQLException("lock timeout", "S0051", 1222))).isTrue();
    assertThat(dialect.mayPass(new SQLException("reset", "08S01", 0))).isTrue();
    assertThat(dialect.blamesRows(new SQLException("conversion", "S0001", 8114))).isTrue();
    assertThat(dialect.isDuplicate(new SQLException("duplicate", "23000", 2627))).isTrue();
    assertThat(dialect.blamesShape(new SQLException("no column", "S0001", 207))).isTrue();
  }

  @Test
  void handsEachValueToTheBulkCopyAsText() {
    BulkTexts texts =
        new BulkTexts(
            List.of("id", "name"), List.of(new Object[] {1L, null}, new Object[] {2L, "x"}));
    assertThat(texts.getColumnOrdinals()).containsExactlyInAnyOrder(1, 2);
    assertThat(texts.getColumnName(2)).isEqualTo("name");
    assertThat(texts.getColumnType(1)).isEqualTo(Types.NVARCHAR);
    assertThat(texts.next()).isTrue();
    assertThat(texts.getRowData()).containsExactly("1", null);
    assertThat(texts.next()).isTrue();
    assertThat(texts.getRowData()).containsExactly("2", "x");
    assertThat(texts.next()).isFalse();
  }
}
