package io.caravan.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** Reads files with what is not ours: Python's library, and parquet-java. */
public final class ReadFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReadFiles() {}

  /** Every file of a folder by name, with {@code columns} and {@code rows}. */
  public static JsonNode of(Path folder) throws IOException, InterruptedException {
    Process python =
        new ProcessBuilder("python3", "src/test/resources/file/read_files.py", folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    byte[] output = python.getInputStream().readAllBytes();
    if (python.waitFor() != 0) {
      throw new AssertionError("The files cannot be read: " + folder);
    }
    return JSON.readTree(new String(output, StandardCharsets.UTF_8));
  }

  private static ParquetFileReader open(Path file) throws IOException {
    return new ParquetFileReader(
        new LocalInputFile(file),
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new Gzip())
            .build());
  }

  /** The rows of a Parquet file, each with its values in the order of the columns. */
  public static List<List<Object>> parquet(Path file) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    try (ParquetFileReader reader = open(file)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      for (PageReadStore group = reader.readNextRowGroup();
          group != null;
          group = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(group, new GroupRecordConverter(schema));
        for (long i = 0; i < group.getRowCount(); i++) {
          rows.add(values(records.read(), schema));
        }
      }
    }
    return rows;
  }

  private static List<Object> values(Group row, MessageType schema) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < schema.getFieldCount(); i++) {
      values.add(row.getFieldRepetitionCount(i) == 0 ? null : value(row, schema, i));
    }
    return values;
  }

  private static Object value(Group row, MessageType schema, int i) {
    return switch (schema.getType(i).asPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> row.getBoolean(i, 0);
      case INT32 -> row.getInteger(i, 0);
      case INT64 -> row.getLong(i, 0);
      case DOUBLE -> row.getDouble(i, 0);
      default -> row.getBinary(i, 0).toStringUsingUTF8();
    };
  }

  /** The names of its columns. */
  public static List<String> parquetColumns(Path file) throws IOException {
    try (ParquetFileReader reader = open(file)) {
      return reader.getFileMetaData().getSchema().getColumns().stream()
          .map(column -> column.getPath()[0])
          .toList();
    }
  }

  /** What each column is, as the reader understands it. */
  public static String parquetSchema(Path file) throws IOException {
    try (ParquetFileReader reader = open(file)) {
      return reader.getFileMetaData().getSchema().toString();
    }
  }

  /** That of the JDK: the usual one of the reader is Hadoop's. */
  private static final class Gzip
      implements CompressionCodecFactory, CompressionCodecFactory.BytesInputDecompressor {

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      throw new AssertionError("Files are only read here");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      if (codec != CompressionCodecName.GZIP) {
        throw new AssertionError(codec);
      }
      return this;
    }

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      byte[] plain = new GZIPInputStream(bytes.toInputStream()).readAllBytes();
      if (plain.length != size) {
        throw new AssertionError(plain.length + " bytes where " + size + " were told");
      }
      return BytesInput.from(plain);
    }

    @Override
    public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize) {
      throw new AssertionError("The reader was told to use no buffers of its own");
    }

    @Override
    public void release() {
      // Nothing is held.
    }
  }
}
