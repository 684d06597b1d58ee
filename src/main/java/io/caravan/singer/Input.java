package io.caravan.singer;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.stream.Reject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads messages in a thread of its own while the last records are stored. What waits in memory is
 * bounded by rows and by bytes: two batches, whatever the streams.
 */
final class Input implements AutoCloseable {

  static final String VERSION = "_sdc_table_version";

  private final MessageReader messages;
  private final int mostRows;
  private final long mostBytes;
  private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(1);
  private final boolean keepsVersions;
  private final Map<String, StreamSchema> schemas = new HashMap<>();
  private final Thread reader = new Thread(this::read, "singer-input");

  private volatile long heardAt = System.nanoTime();
  private Map<String, Work.Page> pages = new LinkedHashMap<>();
  private String state;
  private int rows;
  private long bytes;

  /**
   * @param keepsVersions whether records get their version as a field
   * @param mostRows how many records a batch has at most
   * @param mostBytes how many bytes of input make a batch full
   */
  Input(InputStream input, boolean keepsVersions, int mostRows, long mostBytes) {
    this.keepsVersions = keepsVersions;
    this.messages = new MessageReader(input);
    this.mostRows = mostRows;
    this.mostBytes = mostBytes;
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * What comes next.
   *
   * @param patience after which a batch is handed over although it is not full
   */
  Work next(Duration patience) throws InterruptedException {
    Work next = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return next == null ? cut() : next;
  }

  private void read() {
    Exception failure = null;
    try {
      for (Message message = messages.next(); message != null; message = messages.next()) {
        take(message);
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
    } catch (Error e) {
      // Too little memory, for example. Whoever waits for messages would wait for ever.
      failure = CaravanException.from(e);
    } catch (InterruptedException e) {
      return;
    }
    try {
      handOver(new Work.End(failure));
    } catch (InterruptedException e) {
      // Nobody waits for the end any more.
      Thread.currentThread().interrupt();
    }
  }

  /** How long ago the last message came, or the reading began. */
  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - heardAt);
  }

  private void take(Message message) throws InterruptedException {
    heardAt = System.nanoTime();
    if (message instanceof Message.Record record) {
      if (!schemas.containsKey(record.stream())) {
        throw messages.unreadable("there was no SCHEMA of " + record.stream() + " before");
      }
      if (add(record)) {
        queue.put(cut());
      }
    } else if (message instanceof Message.State last) {
      keep(last);
    } else if (message instanceof Message.Schema changed) {
      StreamSchema schema = changed.schema();
      if (!schema.equals(schemas.put(schema.stream(), schema))) {
        handOver(new Work.Schema(schema));
      }
    } else if (message instanceof Message.ActivateVersion activate) {
      if (!schemas.containsKey(activate.stream())) {
        throw messages.unreadable("there was no SCHEMA of " + activate.stream() + " before");
      }
      handOver(new Work.Activate(activate.stream(), activate.version()));
    }
  }

  private void handOver(Work work) throws InterruptedException {
    Work.Batch before = cut();
    if (!before.isEmpty()) {
      queue.put(before);
    }
    queue.put(work);
  }

  /** Returns whether the batch is full. */
  private synchronized boolean add(Message.Record record) {
    Work.Page page = pages.get(record.stream());
    if (page == null) {
      page = new Work.Page(new ArrayList<>(), record.version() != null);
      pages.put(record.stream(), page);
    }
    page.records().add(stored(record));
    rows++;
    bytes += messages.size();
    return rows >= mostRows || bytes >= mostBytes;
  }

  /** What of a record is handed over. */
  private Object stored(Message.Record record) {
    if (record.fields() == null) {
      return reject("the record is not an object", record.raw());
    }
    if (!keepsVersions || record.version() == null) {
      return record.fields();
    }
    try {
      Map<String, Object> fields = record.fields().map();
      fields.put(VERSION, record.version());
      return fields;
    } catch (IllegalArgumentException e) {
      return reject(e.getMessage(), record.fields().toString());
    }
  }

  private Reject reject(String reason, String raw) {
    return new Reject(reason, "line " + messages.line(), raw);
  }

  private synchronized void keep(Message.State last) {
    state = last.value();
  }

  private synchronized Work.Batch cut() {
    Work.Batch batch = new Work.Batch(pages, state);
    pages = new LinkedHashMap<>();
    state = null;
    rows = 0;
    bytes = 0;
    return batch;
  }

  /** Stops reading. What has been read and not been asked for is forgotten. */
  @Override
  public void close() {
    reader.interrupt();
  }

  /** The failure of an input that ended early, for people. */
  static CaravanException explain(Exception failure) {
    return CaravanException.in(failure)
        .orElseGet(
            () ->
                CaravanException.of(ErrorCode.E314, "The input cannot be read to its end")
                    .why(failure.toString())
                    .fix("Run the tap again; it goes on from the last state")
                    .cause(failure)
                    .build());
  }
}
