package io.caravan.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.stream.Reject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A CSV file becomes pages of rows by column; what is no row says where it stands. */
class CsvPagesTest {

  private static CsvPages open(byte[] content, CsvOptions options) {
    return CsvPages.open(new ByteArrayInputStream(content), "seeds/x.csv", options);
  }

  private static List<Object> read(byte[] content, CsvOptions options) {
    List<Object> all = new ArrayList<>();
    try (CsvPages pages = open(content, options)) {
      pages.forEachRemaining(all::addAll);
    }
    return all;
  }

  private static List<Object> read(String content) {
    return read(content.getBytes(StandardCharsets.UTF_8), CsvOptions.DEFAULT);
  }

  private static Map<String, Object> row(Object... namesAndValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }

  @Test
  void readsQuotesInQuotesDelimitersAndLineBreaksInsideAField() {
    assertThat(read("id,note\r\n1,\"she said \"\"no\"\", then\r\nleft\"\n2,plain\n"))
        .containsExactly(
            row("id", "1", "note", "she said \"no\", then\r\nleft"),
            row("id", "2", "note", "plain"));
  }

  @Test
  void tellsAnEmptyFieldFromAnEmptyText() {
    assertThat(read("a,b,c\n,\"\",x\n")).containsExactly(row("a", null, "b", "", "c", "x"));
  }

  @Test
  void rejectsARecordWithTooManyOrTooFewFieldsInItsPlaceWithItsLine() {
    assertThat(read("id,a,b\n1,\"two\nlines\",x\n2,y\n\n3,p,q,r\n4,m,n\n"))
        .containsExactly(
            row("id", "1", "a", "two\nlines", "b", "x"),
            new Reject(
                "2 fields, but the header has 3",
                "seeds/x.csv line 4",
                "{\"id\":\"2\",\"a\":\"y\"}"),
            new Reject(
                "4 fields, but the header has 3",
                "seeds/x.csv line 6",
                "{\"id\":\"3\",\"a\":\"p\",\"b\":\"q\",\"column_4\":\"r\"}"),
            row("id", "4", "a", "m", "b", "n"));
  }

  @Test
  void namesARejectOfTheLastRecordCorrectlyWithoutAFinalLineBreak() {
    assertThat(read("id,a\n1,\"x\ny\",z"))
        .singleElement()
        .isEqualTo(
            new Reject(
                "3 fields, but the header has 2",
                "seeds/x.csv line 2",
                "{\"id\":\"1\",\"a\":\"x\\ny\",\"column_3\":\"z\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void readsUtf8AndUtf16ByTheirByteOrderMark(String charset) {
    byte[] content = "\ufeffid,name\n1,Zoë 🥪\n".getBytes(Charset.forName(charset));

    assertThat(read(content, CsvOptions.DEFAULT)).containsExactly(row("id", "1", "name", "Zoë 🥪"));
  }

  @Test
  void readsOtherDelimiters() {
    byte[] semicolons = "id;name\n1;a,b\n".getBytes(StandardCharsets.UTF_8);
    byte[] tabs = "id\tname\n1\ta,b\n".getBytes(StandardCharsets.UTF_8);

    assertThat(read(semicolons, CsvOptions.DEFAULT.delimiter(";")))
        .isEqualTo(read(tabs, CsvOptions.DEFAULT.delimiter("tab")))
        .containsExactly(row("id", "1", "name", "a,b"));
  }

  @Test
  void refusesADelimiterThatIsNotOneCharacter() {
    assertThatThrownBy(() -> CsvOptions.DEFAULT.delimiter("||"))
        .isInstanceOf(CaravanException.class)
        .hasMessageContaining("expected one character such as ; or the word tab, found '||'");
  }

  @Test
  void givesEmptyAndRepeatedColumnNamesANameOfTheirOwn() {
    assertThat(read("id,,id,id_2,\n1,2,3,4,5\n"))
        .containsExactly(
            row("id", "1", "column_2", "2", "id_2", "3", "id_2_2", "4", "column_5", "5"));
  }

  @Test
  void aHeaderAloneIsNoRow() {
    try (CsvPages pages = open("id,name\n".getBytes(), CsvOptions.DEFAULT)) {
      assertThat(pages.hasNext()).isFalse();
      assertThat(pages.header()).containsExactly("id", "name");
    }
  }

  @Test
  void anEmptyFileIsNoRowAndNoHeader() {
    try (CsvPages pages = open(new byte[0], CsvOptions.DEFAULT)) {
      assertThat(pages.hasNext()).isFalse();
      assertThat(pages.header()).isEmpty();
    }
  }

  @Test
  void takesTheColumnsFromTheCallerWhenTheFileHasNoHeader() {
    assertThat(read("1,a\n".getBytes(), CsvOptions.DEFAULT.columns(List.of("id", "name"))))
        .containsExactly(row("id", "1", "name", "a"));
  }

  @Test
  void cutsTheFileIntoPages() {
    String content = "id\n" + String.join("\n", Collections.nCopies(25, "7"));
    try (CsvPages pages = open(content.getBytes(), CsvOptions.DEFAULT.pageSize(10))) {
      assertThat(pages).toIterable().extracting(List::size).containsExactly(10, 10, 5);
    }
  }

  @Test
  void aQuoteThatIsNeverClosedFailsWithTheLineItStandsIn() {
    assertThatThrownBy(() -> read("id,note\n1,a\n2,\"open\n3,b\n4,c\n"))
        .isInstanceOfSatisfying(
            CaravanException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.E314);
              assertThat(e.where()).isEqualTo("seeds/x.csv line 3");
            });
  }

  @Test
  void textAfterAClosingQuoteFailsWithItsLine() {
    assertThatThrownBy(() -> read("id,note\n1,a\n2,\"b\"c\n"))
        .isInstanceOfSatisfying(
            CaravanException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.E314);
              assertThat(e.where()).isEqualTo("seeds/x.csv line 3");
            });
  }

  @Test
  void bytesThatAreNoTextFailWithTheirLine() {
    byte[] latin1 = "id,name\n1,a\n2,Zo\u00eb\n3,b\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> read(latin1, CsvOptions.DEFAULT))
        .isInstanceOf(CaravanException.class)
        .hasMessageContaining("E314")
        .hasMessageContaining("seeds/x.csv line 3")
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void binaryContentFails() {
    byte[] zip = new byte[100];
    System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, zip, 0, 4);

    assertThatThrownBy(() -> read(zip, CsvOptions.DEFAULT))
        .isInstanceOf(CaravanException.class)
        .hasMessageContaining("E314")
        .hasMessageContaining("line 1");
  }

  @Test
  void aRecordThatDoesNotEndFailsBeforeItFillsTheMemory() {
    InputStream x =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            Arrays.fill(into, offset, offset + length, (byte) 'x');
            return length;
          }
        };
    InputStream endless =
        new SequenceInputStream(new ByteArrayInputStream("id,name\n1,\"".getBytes()), x);

    assertThatThrownBy(
            () ->
                CsvPages.open(endless, "endless.csv", CsvOptions.DEFAULT).forEachRemaining(p -> {}))
        .isInstanceOf(CaravanException.class)
        .hasMessageContaining("a quote that is never closed");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> CsvPages.open(Path.of("target/none.csv"), CsvOptions.DEFAULT))
        .isInstanceOf(CaravanException.class)
        .hasMessageContaining("E315 There is no file none.csv");
  }
}
