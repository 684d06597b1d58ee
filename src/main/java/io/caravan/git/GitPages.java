package io.caravan.git;

import io.caravan.csv.CsvPages;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Step;
import io.caravan.stream.ReadPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** The pages of all files that one run of a stream has to read, file after file. */
final class GitPages implements AutoCloseable {

  private static final String LFS = "version https://git-lfs.github.com/spec/";

  private final GitCsvSource source;
  private final GitCommit commit;
  private final Iterator<GitFile> files;
  private final ReadFiles read;
  private final ReadPlan plan;
  private final Step step;
  private GitFile file;
  private CsvPages pages;

  /**
   * @param files still to be read
   * @param read what is known to be in the table already; grows with each file
   */
  GitPages(
      GitCsvSource source,
      GitCommit commit,
      List<GitFile> files,
      ReadFiles read,
      ReadPlan plan,
      Step step) {
    this.source = source;
    this.commit = commit;
    this.files = files.iterator();
    this.read = read;
    this.plan = plan;
    this.step = step;
  }

  /** Whether there is another page. Opens the next file when one has come to its end. */
  boolean hasNext() throws IOException {
    if (plan.isFull()) {
      return false;
    }
    while ((pages == null || !pages.hasNext()) && files.hasNext()) {
      closeFile();
      file = files.next();
      pages = CsvPages.open(open(file), file.path(), source.options());
      if (pages.header().isEmpty()) {
        note("empty", file.path());
      }
    }
    return pages != null && pages.hasNext();
  }

  /**
   * Puts the next page into the body, and with the last page of a file the bookmark into the
   * variable {@code bookmark}. Fails when the run was asked to stop.
   */
  void next(Exchange exchange) {
    step.run().checkStop();
    List<Object> page = plan.take(pages.next());
    String table = source.stream().replace("*", file.stem());
    exchange.getMessage().setBody(table.equals(source.stream()) ? page : Map.of(table, page));
    exchange.removeVariable("bookmark");
    if (!pages.hasNext() && plan.movesBookmark()) {
      read.add(file);
      exchange.setVariable("bookmark", read.json());
    }
  }

  private InputStream open(GitFile next) throws IOException {
    try (InputStream start = commit.read(next)) {
      String text = new String(start.readNBytes(LFS.length()), StandardCharsets.US_ASCII);
      if (text.equals(LFS)) {
        throw CaravanException.of(ErrorCode.E314, "The file is kept in Git LFS, not in git")
            .where(next.path() + " line 1")
            .why("the repository holds only a pointer to it")
            .fix("Put the file into git itself, or read it over HTTP")
            .build();
      }
    }
    return commit.read(next);
  }

  private void note(String name, String path) {
    List<Object> all = new ArrayList<>();
    if (step.notes().get(name) instanceof List<?> before) {
      all.addAll(before);
    }
    all.add(path);
    step.note(name, all);
  }

  private void closeFile() {
    if (pages != null) {
      pages.close();
    }
  }

  @Override
  public void close() {
    closeFile();
    commit.close();
  }
}
