package io.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.caravan.UnderTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real browser opens Swagger UI and uses the interface there. */
class SwaggerUiTest {

  @TempDir(factory = UnderTarget.class)
  Path folder;

  @Test
  void aPersonIsAddedAndListedInTheBrowser() throws Exception {
    Optional<Path> program = Chromium.program();
    if (program.isEmpty()) {
      System.out.println(
          "SKIPPED: no Chromium on this machine, so no browser opened Swagger UI. apt-get install chromium");
    }
    assumeTrue(program.isPresent(), "Chromium is not on this machine");
    try (WebRig rig = new WebRig(folder, Map.of());
        Chromium page =
            Chromium.open(
                program.get(),
                folder,
                "http://127.0.0.1:" + rig.port + "/documentation/index.html")) {
      page.await("document.querySelectorAll('.opblock').length === 4");

      String post = "#operations-Person-add-person";
      page.click(post + " .opblock-summary-control");
      page.await("document.querySelector('" + post + " tr[data-param-name=username] input')");
      page.type(post + " tr[data-param-name=username] input", "octocat");
      page.type(post + " .opblock-section-request-body input", "octocat");
      page.click(post + " .execute");
      page.await(
          "document.querySelector('" + post + " .live-responses-table .response-col_status')");
      assertThat(status(page, post)).startsWith("201");

      String get = "#operations-Person-list-people";
      page.click(get + " .opblock-summary-control");
      page.click(get + " .execute");
      page.await(
          "document.querySelector('" + get + " .live-responses-table .response-col_status')");
      assertThat(status(page, get)).startsWith("200");
      assertThat(
              page.evaluate(
                  "document.querySelector('" + get + " .live-responses-table').innerText"))
          .contains("Octocat");

      Path pictures = Files.createDirectories(Path.of("target/screenshots"));
      page.screenshot(pictures.resolve("swagger-ui.png"));
    }
  }

  private static String status(Chromium page, String operation) throws Exception {
    return page.evaluate(
            "document.querySelector('"
                + operation
                + " .live-responses-table tbody .response-col_status').innerText")
        .strip();
  }
}
