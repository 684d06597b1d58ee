package io.caravan.singer;

import static io.caravan.singer.TargetRig.record;
import static io.caravan.singer.TargetRig.schema;
import static io.caravan.singer.TargetRig.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.error.ErrorCode;
import io.caravan.load.LoadOptions;
import io.caravan.load.Nested;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of single values, and of lines that are no messages, read back from the table. */
class TargetValuesTest {

  private static final String ID = "'id': {'type': 'integer'}";

  private final TargetRig rig = new TargetRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void keepsEveryDigitOfANumber() {
    rig.read(
        schema(
            "n",
            "'id'",
            ID + ", 'a': {'type': 'integer'}, 'b': {'type': 'number'}, 'c': {'type': 'number'}"),
        record(
            "n", "'id': 1, 'a': 9007199254740993, 'b': 0.1000000000000000000000000001, 'c': NaN"),
        record("n", "'id': 2, 'a': 123456789012345678901234567890, 'b': 1e3, 'c': -Infinity"));

    assertThat(rig.rows("select a, b, c from t.n order by id"))
        .containsExactly(
            "9007199254740993|0.1000000000000000000000000001|null",
            "123456789012345678901234567890|1000|null");
    assertThat(rig.types("t.n")).containsEntry("a", "numeric").containsEntry("c", "numeric");
  }

  @Test
  void takesPointsInTimeInEveryForm() {
    String moment = "'at': {'type': ['null', 'string'], 'format': 'date-time'}";
    Run run =
        rig.read(
            TargetOptions.into("t"),
            LoadOptions.keyedBy().withRejects(1, 10),
            schema("m", "'id'", ID + ", " + moment),
            record("m", "'id': 1, 'at': '2024-05-06T07:08:09Z'"),
            record("m", "'id': 2, 'at': '2024-05-06 07:08:09.123456+02:00'"),
            record("m", "'id': 3, 'at': '2024-05-06T07:08:09'"),
            record("m", "'id': 4, 'at': '2024-05-06'"),
            record("m", "'id': 5, 'at': '2024-02-30T00:00:00Z'"),
            record("m", "'id': 6, 'at': null"));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.rows("select at at time zone 'UTC' from t.m order by id"))
        .containsExactly(
            "2024-05-06 07:08:09",
            "2024-05-06 05:08:09.123456",
            "2024-05-06 07:08:09",
            "2024-05-06 00:00:00",
            "null",
            "null");
    assertThat(rig.rejects()).singleElement().asString().contains("is no day");
  }

  @Test
  void replacesWhatNoDatabaseTakes() {
    Run run =
        rig.read(
            schema("s", "'id'", ID + ", 'v': {'type': 'string'}, 'o': {'type': 'object'}"),
            record("s", "'id': 1, 'v': 'a\\u0000b', 'o': {'k': '\\ud800'}"));

    assertThat(rig.rows("select v, o from t.s")).containsExactly("a\uFFFDb|{\"k\": \"\uFFFD\"}");
    assertThat(run.steps().get(1).counts()).containsEntry("sanitized", 2L);
  }

  @Test
  void keepsOddNames() {
    String stream = "Order-Lines 🙂";
    rig.read(
        schema(stream, "'select'", "'select': {'type': 'integer'}, 'a b': {'type': 'string'}"),
        record(stream, "'select': 1, 'a b': 'x', 'ctid': 'y', '': 'z'"));

    assertThat(rig.rows("select \"select\", \"a b\", ctid_, \"_\" from t.\"" + stream + "\""))
        .containsExactly("1|x|y|z");
  }

  @Test
  void tellsEmptyTextFromNothing() {
    rig.read(
        schema("e", "'id'", ID + ", 'v': {'type': ['null', 'string']}"),
        record("e", "'id': 1, 'v': ''"),
        record("e", "'id': 2, 'v': null"),
        record("e", "'id': 3"));

    assertThat(rig.rows("select v from t.e order by id")).containsExactly("", "null", "null");
  }

  @Test
  void flattensOrSplitsWhatIsNested() {
    String[] lines = {
      schema("n", "'id'", ID + ", 'o': {'type': 'object'}, 'l': {'type': 'array'}"),
      record("n", "'id': 1, 'o': {'k': {'d': 7}}, 'l': [{'x': 1}, {'x': 2}]")
    };
    rig.read(TargetOptions.into("flat"), LoadOptions.keyedBy().withNested(Nested.FLATTEN), lines);
    rig.read(TargetOptions.into("split"), LoadOptions.keyedBy().withNested(Nested.TABLES), lines);
    rig.read(lines);

    assertThat(rig.rows("select o, l from t.n"))
        .containsExactly("{\"k\": {\"d\": 7}}|[{\"x\": 1}, {\"x\": 2}]");
    assertThat(rig.rows("select o__k__d from flat.n")).containsExactly("7");
    assertThat(rig.rows("select x from split.n__l order by x")).containsExactly("1", "2");
  }

  @Test
  void stopsAtALineThatIsNoMessage() {
    for (String line :
        new String[] {
          "not JSON",
          "{'type': 'RECORD', 'stream': 's', 'record': {'id': 1",
          "[1]",
          "{'stream': 's'}",
          "{'type': 'SOMETHING', 'stream': 's'}",
          "{'type': 'BATCH', 'stream': 's', 'manifest': []}",
          "{'type': 'STATE'}"
        }) {
      rig.states.clear();
      Run run =
          rig.read(
              schema("s", "'id'", ID),
              record("s", "'id': 1"),
              state("'kept'"),
              line,
              state("'lost'"));

      assertThat(run.failure().code()).as(line).isEqualTo(ErrorCode.E314);
      assertThat(run.failure().where()).isEqualTo("line 4");
      assertThat(rig.states).containsExactly("\"kept\"");
    }
    assertThat(rig.rows("select id from t.s")).containsExactly("1");
  }

  @Test
  void readsAMarkBlankLinesAndWindowsLineEnds() {
    Run run =
        rig.read(
            "\uFEFF" + schema("s", "'id'", ID) + "\r",
            "",
            record("s", "'id': 1") + "\r",
            "  ",
            state("{}") + "\r");

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.rows("select id from t.s")).containsExactly("1");
    assertThat(rig.states).containsExactly("{}");
  }

  @Test
  void givesAStateOutUnchanged() {
    rig.read(state("{'a':  1.10, 'b': [12345678901234567890123]}"), state("'text'"), state("17"));
    rig.read(state("{'a':  1.10, 'b': [12345678901234567890123]}"));

    assertThat(rig.states)
        .containsExactly("17", "{\"a\":  1.10, \"b\": [12345678901234567890123]}");
  }
}
