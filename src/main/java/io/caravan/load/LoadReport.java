package io.caravan.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.run.Step;
import java.util.ArrayList;
import java.util.List;

/** Tells the step of a stream what became of its pages. */
public final class LoadReport {

  private static final String BOOKMARK = "bookmark";
  private static final String DDL = "ddl";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Step step;
  private final String stream;
  private final LoadOptions options;

  public LoadReport(Step step, String stream, LoadOptions options) {
    this.step = step;
    this.stream = stream;
    this.options = options;
  }

  /**
   * Adds a page to the counts and notes. The step fails at its end when more records were rejected
   * than allowed.
   *
   * @throws io.caravan.error.CaravanException E313 when so many were rejected that going on makes
   *     no sense
   */
  public void add(LoadCounts counts) {
    step.count("read", counts.read());
    step.count("new", counts.added());
    step.count("changed", counts.changed());
    step.count("same", counts.same());
    step.count("rejected", counts.rejected());
    if (counts.repeated() > 0) {
      step.count("repeated", counts.repeated());
    }
    if (counts.sanitized() > 0) {
      step.count("sanitized", counts.sanitized());
    }
    if (!counts.ddl().isEmpty()) {
      addDdl(counts.ddl());
    }
    if (counts.bookmark() != null) {
      bookmark(counts.bookmark());
    }
    if (counts.rejectedInRun() > options.rejectCap()) {
      throw TooManyRejects.atOnce(stream, counts.rejectedInRun(), counts.reasons());
    }
    if (counts.rejectedInRun() > options.maxRejects()) {
      step.failAtEnd(TooManyRejects.atEnd(stream, counts, options));
    }
  }

  /** Adds changes that were made to tables. */
  void addDdl(List<String> made) {
    List<Object> changes = new ArrayList<>();
    if (step.notes().get(DDL) instanceof List<?> earlier) {
      changes.addAll(earlier);
    }
    changes.addAll(made);
    step.note(DDL, changes);
  }

  /** Notes where the bookmark stands now. */
  void bookmark(String json) {
    step.note(BOOKMARK, tree(json));
  }

  private static JsonNode tree(String bookmark) {
    try {
      return JSON.readTree(bookmark);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database has taken it for JSON", e);
    }
  }
}
