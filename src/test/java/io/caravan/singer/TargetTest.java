package io.caravan.singer;

import static io.caravan.singer.TargetRig.activate;
import static io.caravan.singer.TargetRig.record;
import static io.caravan.singer.TargetRig.schema;
import static io.caravan.singer.TargetRig.state;
import static io.caravan.singer.TargetRig.versioned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.caravan.error.ErrorCode;
import io.caravan.load.LoadOptions;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules of docs/singer.md for what a target does with messages, read back from the table. */
class TargetTest {

  private static final String ID = "'id': {'type': 'integer'}";
  private static final String ID_NAME = ID + ", 'name': {'type': ['null', 'string']}";

  private final TargetRig rig = new TargetRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void storesRecordsByKeyAndSaysHowFarItCame() {
    Run run =
        rig.read(
            schema("people", "'id'", ID_NAME),
            record("people", "'id': 1, 'name': 'Ann'"),
            record("people", "'id': 2, 'name': 'Bo'"),
            record("people", "'id': 1, 'name': 'Anna'"),
            state("{'people': 2}"));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.rows("select id, name from t.people order by id"))
        .containsExactly("1|Anna", "2|Bo");
    assertThat(rig.states).containsExactly("{\"people\": 2}");
    assertThat(run.steps().get(1).name()).isEqualTo("t.people");
    assertThat(run.steps().get(1).counts()).containsEntry("new", 2L).containsEntry("repeated", 1L);
  }

  @Test
  void writesNoRowWhenTheSameComesAgain() {
    String[] lines = {
      schema("people", "'id'", ID_NAME), record("people", "'id': 1, 'name': 'Ann'"), state("1")
    };
    rig.read(lines);
    String before = rig.rows("select xmin, _loaded_at from t.people").get(0);

    Run second = rig.read(lines);

    assertThat(rig.rows("select xmin, _loaded_at from t.people")).containsExactly(before);
    assertThat(second.steps().get(1).counts()).containsEntry("same", 1L).containsEntry("new", 0L);
    assertThat(rig.states).containsExactly("1", "1");
  }

  @Test
  void givesColumnsTheTypesOfTheSchema() {
    rig.read(
        schema(
            "types",
            "'id'",
            ID
                + ", 'n': {'type': 'number'}, 'b': {'type': ['boolean', 'null']}, 's': {'type': 'string'}"
                + ", 'd': {'type': 'string', 'format': 'date'}, 'm': {'type': ['null', 'string'], 'format': 'date-time'}"
                + ", 'o': {'type': 'object'}, 'l': {'type': 'array', 'items': {'type': 'string'}}"
                + ", 'x': {'anyOf': [{'type': 'string', 'format': 'date-time'}, {'type': 'null'}]}"
                + ", 'y': {'type': 'string', 'format': 'singer.decimal'}, 'z': {}"),
        record("types", "'id': 1, 's': '007', 'm': '2024-05-06T07:08:09Z', 'y': '1.50'"));

    assertThat(rig.types("t.types"))
        .containsExactly(
            entry("id", "bigint"),
            entry("n", "numeric"),
            entry("b", "boolean"),
            entry("s", "text"),
            entry("d", "date"),
            entry("m", "timestamp with time zone"),
            entry("o", "jsonb"),
            entry("l", "jsonb"),
            entry("x", "timestamp with time zone"),
            entry("y", "numeric"),
            entry("z", "text"));
    assertThat(rig.rows("select s, m at time zone 'UTC', y, n from t.types"))
        .containsExactly("007|2024-05-06 07:08:09|1.50|null");
  }

  @Test
  void makesTheTableOfAStreamWithoutRecords() {
    rig.read(schema("empty", "'id'", ID_NAME), state("{}"));

    assertThat(rig.types("t.empty")).containsExactly(entry("id", "bigint"), entry("name", "text"));
    assertThat(rig.states).containsExactly("{}");
  }

  @Test
  void joinsTheTypesOfAUnion() {
    rig.read(
        schema(
            "unions",
            "'id'",
            ID
                + ", 'a': {'type': ['integer', 'number']}, 'b': {'type': ['integer', 'string']}"
                + ", 'c': {'anyOf': [{'type': 'object'}, {'type': 'string'}]}"
                + ", 'd': {'oneOf': [{'type': 'string', 'format': 'date'}, {'type': 'string', 'format': 'date-time'}]}"),
        record("unions", "'id': 1, 'a': 1, 'b': 7, 'c': {'k': 1}, 'd': '2024-01-02'"),
        record(
            "unions",
            "'id': 2, 'a': 1.5, 'b': 'x', 'c': 'plain', 'd': '2024-01-02T03:04:05+02:00'"));

    assertThat(rig.types("t.unions").values())
        .containsExactly("bigint", "numeric", "text", "jsonb", "timestamp with time zone");
    assertThat(rig.rows("select id, a, b, c, d at time zone 'UTC' from t.unions order by id"))
        .containsExactly(
            "1|1|7|{\"k\": 1}|2024-01-02 00:00:00", "2|1.5|x|\"plain\"|2024-01-02 01:04:05");
  }

  @Test
  void widensAColumnWhoseValuesBreakTheirSchema() {
    rig.read(
        schema("wide", "'id'", ID + ", 'v': {'type': 'integer'}"),
        record("wide", "'id': 1, 'v': 1"),
        record("wide", "'id': 2, 'v': 'two'"));

    assertThat(rig.rows("select v from t.wide order by id")).containsExactly("1", "two");
    assertThat(rig.types("t.wide")).containsEntry("v", "text");
  }

  @Test
  void keepsFieldsThatTheSchemaDoesNotName() {
    rig.read(
        schema("more", "'id'", ID), record("more", "'id': 1, 'extra': true, 'other': {'a': [1]}"));

    assertThat(rig.rows("select extra, other from t.more")).containsExactly("t|{\"a\": [1]}");
  }

  @Test
  void goesOnWithANewSchemaInTheMiddle() {
    Run run =
        rig.read(
            schema("s", "'id'", ID),
            record("s", "'id': 1"),
            schema("s", "'id'", ID),
            record("s", "'id': 2"),
            schema("s", "'id'", ID + ", 'at': {'type': 'string', 'format': 'date-time'}"),
            record("s", "'id': 3, 'at': '2024-01-01T00:00:00Z'"));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.rows("select id, at is null from t.s order by id"))
        .containsExactly("1|t", "2|t", "3|f");
    assertThat(rig.types("t.s")).containsEntry("at", "timestamp with time zone");
  }

  @Test
  void stopsAtARecordBeforeItsSchemaAndKeepsWhatCameBefore() {
    Run run =
        rig.read(
            schema("known", "'id'", ID),
            record("known", "'id': 1"),
            state("'before'"),
            record("unknown", "'id': 1"),
            state("'after'"));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.failure().code()).isEqualTo(ErrorCode.E314);
    assertThat(run.failure().where()).isEqualTo("line 4");
    assertThat(run.failure().why()).contains("no SCHEMA of unknown");
    assertThat(rig.rows("select id from t.known")).containsExactly("1");
    assertThat(rig.states).containsExactly("\"before\"");
  }

  @Test
  void rejectsRecordsWithoutTheirKeyAndHoldsTheStateBack() {
    Run run =
        rig.read(
            schema("k", "'id'", ID_NAME),
            record("k", "'id': 1, 'name': 'good'"),
            record("k", "'name': 'missing'"),
            record("k", "'id': null, 'name': 'null'"),
            "{'type': 'RECORD', 'stream': 'k', 'record': ['no object']}",
            state("'all'"));

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E313);
    assertThat(rig.rows("select name from t.k")).containsExactly("good");
    assertThat(rig.rejects())
        .containsExactly(
            "the key id is missing or null",
            "the key id is missing or null",
            "the record is not an object");
    assertThat(rig.states).isEmpty();
  }

  @Test
  void rejectsARecordThatIsNoJsonInside() {
    Run run =
        rig.read(
            schema("k", "'id'", ID_NAME),
            record("k", "'id': 1, 'name': 'good'"),
            record("k", "'id': 2, 'name': good"),
            state("'all'"));

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E313);
    assertThat(rig.rows("select id from t.k")).containsExactly("1");
    assertThat(rig.rejects()).singleElement().asString().contains("no valid JSON", "good");
    assertThat(rig.states).isEmpty();
  }

  @Test
  void refusesALineWithMoreThanOneMessage() {
    Run run = rig.read(schema("k", "'id'", ID), record("k", "'id': 1") + record("k", "'id': 2"));

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E314);
    assertThat(run.failure().where()).isEqualTo("line 2");
    assertThat(run.failure().why()).contains("there is more after the JSON object");
  }

  @Test
  void readsAMessageWithFieldsInAnyOrderAndSpaceBetweenThem() {
    rig.read(
        schema("k", "'id'", ID_NAME),
        "\t{ 'record' : { 'id' : 1 , 'name' : 'a, } ] \\\\' } , 'time_extracted':null,'stream' :'\\u006b', 'type':'RECORD' } ");

    assertThat(rig.rows("select name from t.k")).containsExactly("a, } ] \\");
  }

  @Test
  void goesOnWithAsManyRejectsAsAreAllowed() {
    Run run =
        rig.read(
            TargetOptions.into("t"),
            LoadOptions.keyedBy().withRejects(1, 100),
            schema("k", "'id'", ID),
            record("k", "'id': null"),
            schema("k", "'id'", ID_NAME),
            record("k", "'id': 1"),
            state("'one'"));
    Run more =
        rig.read(
            TargetOptions.into("t"),
            LoadOptions.keyedBy().withRejects(1, 100),
            schema("k", "'id'", ID),
            record("k", "'id': null"),
            schema("k", "'id'", ID_NAME),
            record("k", "'name': 'x'"),
            state("'two'"));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(more.state()).isEqualTo(RunState.FAILED);
    assertThat(rig.states).containsExactly("\"one\"");
  }

  @Test
  void takesANewKeyByWhichRowsCanBeToldApart() {
    rig.read(schema("k", "'id'", ID_NAME), record("k", "'id': 1, 'name': 'a'"));

    Run run =
        rig.read(
            schema("k", "'id', 'name'", ID_NAME),
            record("k", "'id': 1, 'name': 'a'"),
            record("k", "'id': 1, 'name': 'b'"));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.rows("select id, name from t.k order by name")).containsExactly("1|a", "1|b");

    Run back = rig.read(schema("k", "'id'", ID_NAME), record("k", "'id': 1, 'name': 'c'"));

    assertThat(back.failure().code()).isEqualTo(ErrorCode.E304);
    assertThat(back.failure().fixes().get(0)).contains("drop table");
    assertThat(rig.rows("select id, name from t.k order by name")).containsExactly("1|a", "1|b");
  }

  @Test
  void changesTheKeyBetweenTwoRecords() {
    Run run =
        rig.read(
            schema("k", "'id'", ID_NAME),
            record("k", "'id': 1, 'name': 'a'"),
            schema("k", "'name'", ID_NAME),
            record("k", "'id': 2, 'name': 'a'"));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.rows("select id, name from t.k")).containsExactly("2|a");
  }

  @Test
  void appendsWithoutAKeyAndKeepsTheKeyOfATableThatHasOne() {
    rig.read(schema("log", "", ID), record("log", "'id': 1"), record("log", "'id': 1"));
    rig.read(schema("keyed", "'id'", ID), record("keyed", "'id': 1"));
    rig.read(schema("keyed", "", ID), record("keyed", "'id': 1"), record("keyed", "'id': 2"));

    assertThat(rig.rows("select id from t.log")).containsExactly("1", "1");
    assertThat(rig.rows("select id from t.keyed order by id")).containsExactly("1", "2");
  }

  @Test
  void storesSeveralStreamsThatComeMixed() {
    rig.read(
        TargetOptions.into("t").withPages(3, 1 << 20, java.time.Duration.ofSeconds(5)),
        LoadOptions.keyedBy(),
        schema("a", "'id'", ID),
        schema("b", "'id'", ID),
        record("a", "'id': 1"),
        record("b", "'id': 1"),
        state("1"),
        record("a", "'id': 2"),
        record("a", "'id': 3"),
        record("b", "'id': 2"),
        state("2"));

    assertThat(rig.rows("select id from t.a order by id")).containsExactly("1", "2", "3");
    assertThat(rig.rows("select id from t.b order by id")).containsExactly("1", "2");
    assertThat(rig.states).containsExactly("1", "2");
  }

  @Test
  void marksRowsOfOlderVersions() {
    rig.read(
        schema("v", "'id'", ID_NAME),
        versioned("v", 1, "'id': 1, 'name': 'stays'"),
        versioned("v", 1, "'id': 2, 'name': 'goes'"),
        activate("v", 1),
        state("1"));
    Run run =
        rig.read(
            schema("v", "'id'", ID_NAME),
            versioned("v", 2, "'id': 1, 'name': 'stays'"),
            activate("v", 2),
            state("2"));

    assertThat(rig.rows("select id, name, _sdc_deleted_at is null from t.v order by id"))
        .containsExactly("1|stays|t", "2|goes|f");
    assertThat(run.steps().get(1).counts()).containsEntry("deleted", 1L);
    assertThat(rig.types("t.v")).containsEntry("_sdc_deleted_at", "timestamp with time zone");

    rig.read(
        schema("v", "'id'", ID_NAME),
        versioned("v", 3, "'id': 2, 'name': 'back'"),
        activate("v", 3));

    assertThat(rig.rows("select id, name, _sdc_deleted_at is null from t.v order by id"))
        .containsExactly("1|stays|f", "2|back|t");
  }

  @Test
  void deletesRowsOfOlderVersionsWhenToldTo() {
    TargetOptions hard = TargetOptions.into("t").withDeletes(Deletes.HARD, false);
    rig.read(
        hard,
        LoadOptions.keyedBy(),
        schema("v", "'id'", ID),
        versioned("v", 1, "'id': 1"),
        versioned("v", 1, "'id': 2"),
        versioned("v", 1, "'id': 3"),
        activate("v", 1));
    rig.read(
        hard,
        LoadOptions.keyedBy(),
        schema("v", "'id'", ID),
        versioned("v", 2, "'id': 1"),
        versioned("v", 2, "'id': 3"),
        activate("v", 2));

    assertThat(rig.rows("select id from t.v order by id")).containsExactly("1", "3");
  }

  @Test
  void replacesATableWithoutAKeyVersionByVersion() {
    TargetOptions hard = TargetOptions.into("t").withDeletes(Deletes.HARD, false);
    for (int version = 1; version <= 2; version++) {
      rig.read(
          hard,
          LoadOptions.keyedBy(),
          schema("v", "", ID),
          versioned("v", version, "'id': 1"),
          versioned("v", version, "'id': 1"),
          activate("v", version));
    }

    assertThat(rig.rows("select id, _sdc_table_version from t.v")).containsExactly("1|2", "1|2");
  }

  @Test
  void refusesToDeleteMoreThanHalfOfATable() {
    TargetOptions hard = TargetOptions.into("t").withDeletes(Deletes.HARD, false);
    String[] full = {
      schema("v", "'id'", ID),
      versioned("v", 1, "'id': 1"),
      versioned("v", 1, "'id': 2"),
      versioned("v", 1, "'id': 3"),
      activate("v", 1)
    };
    String[] nothing = {schema("v", "'id'", ID), activate("v", 2), state("'empty'")};
    rig.read(hard, LoadOptions.keyedBy(), full);

    Run refused = rig.read(hard, LoadOptions.keyedBy(), nothing);

    assertThat(refused.failure().code()).isEqualTo(ErrorCode.E602);
    assertThat(rig.rows("select count(*) from t.v")).containsExactly("3");
    assertThat(rig.states).isEmpty();

    rig.read(
        TargetOptions.into("t").withDeletes(Deletes.HARD, true), LoadOptions.keyedBy(), nothing);

    assertThat(rig.rows("select count(*) from t.v")).containsExactly("0");
    assertThat(rig.states).containsExactly("\"empty\"");
  }

  @Test
  void keepsOrDeletesRowsThatTheTapMarksAsDeleted() {
    String schema =
        schema(
            "d",
            "'id'",
            ID_NAME + ", '_sdc_deleted_at': {'type': ['null', 'string'], 'format': 'date-time'}");
    String alive = record("d", "'id': 1, 'name': 'a', '_sdc_deleted_at': null");
    String dead = record("d", "'id': 1, 'name': 'a', '_sdc_deleted_at': '2024-01-02T03:04:05Z'");
    rig.read(schema, alive, record("d", "'id': 2, 'name': 'b'"));

    rig.read(schema, dead);

    assertThat(rig.rows("select id, _sdc_deleted_at at time zone 'UTC' from t.d order by id"))
        .containsExactly("1|2024-01-02 03:04:05", "2|null");

    rig.read(
        TargetOptions.into("t").withDeletes(Deletes.HARD, false),
        LoadOptions.keyedBy(),
        schema,
        dead);

    assertThat(rig.rows("select id from t.d")).containsExactly("2");
  }
}
