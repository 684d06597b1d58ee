package io.caravan.singer;

import io.caravan.load.Described;
import io.caravan.run.Step;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;

/** The pages of one call of a tap. */
final class SingerPages implements AutoCloseable {

  private final TapProcess process;
  private final TapFiles files;
  private final Input input;
  private final Duration hangAfter;
  private final Duration patience;
  private final String tapStream;
  private final Step step;
  private Work.Batch batch;
  private boolean ended;
  private long left;

  SingerPages(
      TapProcess process, TapFiles files, TapSettings settings, String tapStream, Step step) {
    this.process = process;
    this.files = files;
    this.input = new Input(process.output(), false, settings.pageRows(), settings.pageBytes());
    this.hangAfter = settings.hangAfter();
    this.patience =
        hangAfter.compareTo(settings.flushAfter()) < 0 ? hangAfter : settings.flushAfter();
    this.tapStream = tapStream;
    this.step = step;
    this.left = step.run().options().limit().orElse(Long.MAX_VALUE);
  }

  /** Whether there is another page. Fails with the tap, after the last page it has sent. */
  boolean hasNext() throws InterruptedException {
    if (left == 0) {
      return false;
    }
    while (batch == null && !ended) {
      step.run().checkStop();
      Work work = input.next(patience);
      if (work instanceof Work.Batch next) {
        take(next);
      } else if (work instanceof Work.Schema changed && isWanted(changed.schema().stream())) {
        step.keep(new Described(changed.schema().key(), changed.schema().types()));
      } else if (work instanceof Work.End end) {
        ended = true;
        if (end.failure() != null) {
          throw Input.explain(end.failure());
        }
        process.end(hangAfter);
      }
    }
    return batch != null;
  }

  private void take(Work.Batch next) {
    if (next.isEmpty()) {
      if (input.silence().compareTo(hangAfter) >= 0) {
        throw process.silent(hangAfter);
      }
      return;
    }
    next.pages()
        .forEach(
            (name, page) -> {
              if (!isWanted(name)) {
                step.count("other streams", page.records().size());
              }
            });
    batch = next;
  }

  /** A tap may call a stream differently in its catalog and in its records. */
  private boolean isWanted(String name) {
    return name.equals(tapStream)
        || tapStream.endsWith("-" + name)
        || name.endsWith("-" + tapStream);
  }

  void next(Exchange exchange) {
    Work.Batch page = batch;
    batch = null;
    List<Object> records =
        page.pages().entrySet().stream()
            .filter(entry -> isWanted(entry.getKey()))
            .flatMap(entry -> entry.getValue().records().stream())
            .limit(left)
            .toList();
    left -= records.size();
    exchange.getMessage().setBody(records);
    exchange.removeVariable("bookmark");
    // A sample leaves the bookmark where it is.
    if (page.state() != null && !step.run().options().isPartial()) {
      exchange.setVariable("bookmark", page.state());
    }
  }

  @Override
  public void close() {
    try {
      process.close();
      input.close();
    } finally {
      files.close();
    }
  }
}
