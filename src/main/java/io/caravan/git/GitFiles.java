package io.caravan.git;

import io.caravan.config.Settings;
import io.caravan.run.Step;
import io.caravan.stream.Bookmarks;
import io.caravan.stream.ReadPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * Gives streams the commits they read from; one for the whole process. A clone is made once per run
 * and repository and deleted at the end of the run, also of a failed one.
 *
 * <p>Settings: {@code git.max-size} in MB, {@code git.max-files}.
 */
public final class GitFiles {

  private final Settings settings;
  private final Bookmarks bookmarks;
  private final WorkingCopies copies;

  public GitFiles(Settings settings, Bookmarks bookmarks) {
    this.settings = settings;
    this.bookmarks = bookmarks;
    this.copies = new WorkingCopies(settings.dataDir().resolve("work"));
  }

  /** The commit to read; closed by the caller, its clone goes with the run. */
  GitCommit commit(Exchange exchange, GitCsvSource source) throws IOException {
    String keys = source.keys();
    String token =
        source.tokenSetting().isEmpty() ? null : settings.get(source.tokenSetting(), null);
    GitAddress address =
        GitAddress.parse(source.repository(), token, settings.project(), keys + ".repository");
    GitClone clone = new GitClone(exchange.getContext(), maxSize());
    Path folder =
        copies.of(
            Step.of(exchange).run(),
            address.remote(),
            into -> clone.run(address, into, keys + ".repository"));
    return GitCommit.open(folder, source.ref(), keys + ".ref");
  }

  /** What the run of an exchange reads of a stream. */
  ReadPlan plan(Exchange exchange, String stream) {
    return ReadPlan.of(exchange, bookmarks, stream, Duration.ZERO);
  }

  /** What the stream has read so far, as JSON. */
  Optional<String> bookmark(String stream) throws SQLException {
    return bookmarks.find(stream);
  }

  /** In bytes: of a repository, and of the files that a stream reads. */
  long maxSize() {
    return (long) settings.getInt("git.max-size", 200) << 20;
  }

  /** How many entries a commit may have. */
  int maxFiles() {
    return settings.getInt("git.max-files", 50_000);
  }
}
