package io.caravan.git;

import io.caravan.csv.CsvOptions;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.AtEnd;
import io.caravan.run.Step;
import io.caravan.stream.ReadPlan;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.apache.camel.Exchange;

/** The parameters of one {@code git-csv-source} and its first step; one for each stream. */
public final class GitCsvSource {

  private static final String PAGES = "gitPages";

  private final GitFiles git;
  private String stream = "";
  private String repository = "";
  private String ref = "";
  private String tokenSetting = "";
  private String path = "";
  private CsvOptions options = CsvOptions.DEFAULT;

  public GitCsvSource(GitFiles git) {
    this.git = git;
  }

  public void setStream(String stream) {
    this.stream = stream;
  }

  public void setRepository(String repository) {
    this.repository = repository;
  }

  public void setRef(String ref) {
    this.ref = ref.strip();
  }

  public void setTokenSetting(String tokenSetting) {
    this.tokenSetting = tokenSetting;
  }

  public void setPath(String path) {
    this.path = path;
  }

  public void setDelimiter(String delimiter) {
    options = options.delimiter(delimiter);
  }

  public void setPageSize(int pageSize) {
    options = options.pageSize(pageSize);
  }

  /**
   * Clones, and finds the commit and the files. Files that the bookmark knows are left out unless
   * the run is a full refresh.
   */
  public void open(Exchange exchange) throws IOException, SQLException {
    Step step = Step.of(exchange);
    GitCommit commit = git.commit(exchange, this);
    GitPages pages;
    try {
      List<GitFile> files = commit.files(path, git.maxFiles());
      checkSize(commit, files);
      step.note("commit", commit.id());
      step.note("file", files.size() == 1 ? files.get(0).path() : paths(files));
      ReadPlan plan = git.plan(exchange, stream);
      ReadFiles known = known(step);
      List<GitFile> unread = files.stream().filter(file -> !known.has(file)).toList();
      if (unread.size() < files.size()) {
        plan.readsPart();
      }
      if (!plan.selected()) {
        unread = List.of();
      } else if (unread.isEmpty()) {
        step.note("unchanged", true);
      }
      ReadFiles read = ReadFiles.none(commit.id());
      files.stream().filter(known::has).forEach(read::add);
      pages = new GitPages(this, commit, unread, read, plan, step);
    } catch (IOException | SQLException | RuntimeException e) {
      commit.close();
      throw e;
    }
    exchange.setVariable(PAGES, pages);
    AtEnd.of(exchange, pages::close);
  }

  /** Whether there is another page. */
  public boolean hasNext(Exchange exchange) throws IOException {
    return pages(exchange).hasNext();
  }

  /** Puts the next page into the body; fails when the run was asked to stop. */
  public void next(Exchange exchange) {
    pages(exchange).next(exchange);
  }

  private static GitPages pages(Exchange exchange) {
    return exchange.getVariable(PAGES, GitPages.class);
  }

  private ReadFiles known(Step step) throws SQLException {
    return step.run().options().fullRefresh()
        ? ReadFiles.none("")
        : git.bookmark(stream).map(ReadFiles::parse).orElseGet(() -> ReadFiles.none(""));
  }

  private void checkSize(GitCommit commit, List<GitFile> files) throws IOException {
    long size = 0;
    for (GitFile file : files) {
      size += commit.size(file);
    }
    if (size > git.maxSize()) {
      throw CaravanException.of(ErrorCode.E321, "The files of " + stream + " are too large")
          .where(path + " at commit " + commit.id())
          .why((size >> 20) + " MB, and git.max-size allows " + (git.maxSize() >> 20) + " MB")
          .fix("Raise git.max-size, or choose fewer files with the parameter path")
          .build();
    }
  }

  private static List<String> paths(List<GitFile> files) {
    return files.stream().map(GitFile::path).toList();
  }

  String stream() {
    return stream;
  }

  String repository() {
    return repository;
  }

  String ref() {
    return ref;
  }

  String tokenSetting() {
    return tokenSetting;
  }

  CsvOptions options() {
    return options;
  }

  /** What the keys of the stream's settings begin with: the system in its name. */
  String keys() {
    int dot = stream.indexOf('.');
    return dot > 0 ? stream.substring(0, dot) : stream;
  }
}
