package io.caravan.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.caravan.file.FileColumn.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;

/** Rows as objects of JSON. Objects and lists inside them are what they are, and no text. */
final class JsonRows implements RowFile {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private final JsonGenerator json;
  private final FileColumn[] columns;
  private final boolean list;

  private JsonRows(JsonGenerator json, List<FileColumn> columns, boolean list) {
    this.json = json;
    this.columns = columns.toArray(FileColumn[]::new);
    this.list = list;
  }

  /** One object in each line. */
  static JsonRows lines(OutputStream out, List<FileColumn> columns) throws IOException {
    JsonGenerator json = JSON.createGenerator(out);
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    return new JsonRows(json, columns, false);
  }

  /** All objects in one list, indented. */
  static JsonRows list(OutputStream out, List<FileColumn> columns) throws IOException {
    JsonGenerator json = JSON.createGenerator(out);
    json.setPrettyPrinter(new DefaultPrettyPrinter());
    json.writeStartArray();
    return new JsonRows(json, columns, true);
  }

  @Override
  public void write(Object[] values) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < columns.length; i++) {
      json.writeFieldName(columns[i].name());
      write(values[i], columns[i].kind());
    }
    json.writeEndObject();
  }

  private void write(Object value, Kind kind) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (kind == Kind.JSON) {
      json.writeRawValue((String) value);
    } else {
      json.writeString(value instanceof LocalDateTime moment ? Plain.of(moment) : value.toString());
    }
  }

  @Override
  public void close() throws IOException {
    if (list) {
      json.writeEndArray();
    }
    json.writeRaw('\n');
    json.close();
  }
}
