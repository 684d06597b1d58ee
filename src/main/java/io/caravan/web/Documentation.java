package io.caravan.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;

/**
 * Swagger UI and the document it shows. A file that is not in the list below is not given out,
 * whatever the path says.
 */
public final class Documentation {

  private static final String PREFIX = "/documentation";
  private static final String POM = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final Map<String, String> FILES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "index.css", "text/css; charset=utf-8",
          "swagger-ui.css", "text/css; charset=utf-8",
          "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
          "swagger-ui-standalone-preset.js", "text/javascript; charset=utf-8",
          "swagger-initializer.js", "text/javascript; charset=utf-8",
          "favicon-16x16.png", "image/png",
          "favicon-32x32.png", "image/png");

  private byte[] document;

  /** Answers for the path in the message. */
  public void answer(Exchange exchange) {
    String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, "", String.class);
    String name = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path;
    if (name.isEmpty() || name.equals("/")) {
      Answers.empty(exchange, 302);
      exchange.getMessage().setHeader("Location", PREFIX + "/index.html");
    } else if (name.equals("/doc.json")) {
      Answers.bytes(exchange, 200, "application/json", document(exchange));
    } else if (name.startsWith("/") && FILES.containsKey(name.substring(1))) {
      String file = name.substring(1);
      Answers.bytes(exchange, 200, FILES.get(file), read(file));
    } else {
      throw new RequestRefused(404, "there is nothing at this path");
    }
  }

  /** The routes do not change while the process lives. */
  private synchronized byte[] document(Exchange exchange) {
    if (document == null) {
      document = OpenApiDocument.of(exchange.getContext());
    }
    return document;
  }

  private static byte[] read(String file) {
    String resource =
        file.equals("swagger-initializer.js")
            ? "/web/" + file
            : "/META-INF/resources/webjars/swagger-ui/" + version() + "/" + file;
    try (InputStream in = Documentation.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new RequestRefused(404, "there is nothing at this path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String version() {
    try (InputStream in = Documentation.class.getResourceAsStream(POM)) {
      Properties pom = new Properties();
      pom.load(in);
      return pom.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
