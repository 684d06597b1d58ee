package io.caravan.singer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caravan.run.AtEnd;
import io.caravan.run.RunOptions;
import io.caravan.run.Step;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/** The parameters of one {@code singer-source} and its steps; one for each stream. */
public final class SingerSource {

  private static final String PAGES = "singerPages";
  private static final JsonMapper JSON = new JsonMapper();

  private final SingerTaps taps;
  private String stream = "";
  private String tap = "";
  private String tapStream = "";
  private String replicationMethod = "";
  private String replicationKey = "";

  public SingerSource(SingerTaps taps) {
    this.taps = taps;
  }

  public void setStream(String stream) {
    this.stream = stream;
  }

  public void setTap(String tap) {
    this.tap = tap;
  }

  public void setTapStream(String tapStream) {
    this.tapStream = tapStream;
  }

  public void setReplicationMethod(String replicationMethod) {
    this.replicationMethod = replicationMethod;
  }

  public void setReplicationKey(String replicationKey) {
    this.replicationKey = replicationKey;
  }

  /** Starts the tap from where the stream is; from the beginning for a full refresh. */
  public void open(Exchange exchange) throws SQLException, InterruptedException {
    TapSettings settings = taps.tap(tap);
    Step step = Step.of(exchange);
    TapFiles files = TapFiles.create(settings.files());
    SingerPages pages;
    try {
      pages = new SingerPages(start(exchange, settings, files), files, settings, wanted(), step);
    } catch (SQLException | InterruptedException | RuntimeException e) {
      files.close();
      throw e;
    }
    exchange.setVariable(PAGES, pages);
    AtEnd.of(exchange, pages::close);
  }

  private TapProcess start(Exchange exchange, TapSettings settings, TapFiles files)
      throws SQLException, InterruptedException {
    Path config = files.write("config.json", settings.config());
    String catalog = TapCatalog.of(settings, config).only(wanted(), metadata());
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--config", config.toString()));
    arguments.addAll(
        List.of(settings.catalogOption(), files.write("catalog.json", catalog).toString()));
    RunOptions options = Step.of(exchange).run().options();
    if (!options.fullRefresh()) {
      taps.state(stream)
          .ifPresent(
              state ->
                  arguments.addAll(
                      List.of("--state", files.write("state.json", state).toString())));
    }
    return TapProcess.start(settings, arguments);
  }

  private ObjectNode metadata() {
    ObjectNode metadata = JSON.createObjectNode();
    if (!replicationMethod.isBlank()) {
      metadata.put("replication-method", replicationMethod);
    }
    if (!replicationKey.isBlank()) {
      metadata.put("replication-key", replicationKey);
    }
    return metadata;
  }

  private String wanted() {
    return tapStream.isBlank() ? stream.substring(stream.indexOf('.') + 1) : tapStream;
  }

  /** Whether there is another page. Fails with the tap. */
  public boolean hasNext(Exchange exchange) throws InterruptedException {
    return exchange.getVariable(PAGES, SingerPages.class).hasNext();
  }

  /** Puts the next page into the body, and the state of the tap into the bookmark. */
  public void next(Exchange exchange) {
    exchange.getVariable(PAGES, SingerPages.class).next(exchange);
  }
}
