package io.caravan.singer;

import io.caravan.TestDatabase;
import io.caravan.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A project in a folder of its own with one stream, {@code shop.items}, that comes from a tap. */
final class TapProject {

  private final Path folder;
  private final Map<String, String> warehouse = new HashMap<>();
  private final StringBuilder properties = new StringBuilder();

  TapProject(Path folder) throws IOException {
    this.folder = folder;
    for (String part : new String[] {"routes/kamelets", "routes/common"}) {
      Files.createDirectories(folder.resolve(part));
      try (Stream<Path> files = Files.list(Path.of(part))) {
        for (Path file : files.toList()) {
          Files.copy(file, folder.resolve(part).resolve(file.getFileName()));
        }
      }
    }
    Settings settings = TestDatabase.settings(Map.of());
    for (String key :
        new String[] {"db.warehouse.url", "db.warehouse.user", "db.warehouse.password"}) {
      warehouse.put(key, settings.require(key));
    }
  }

  /** Writes the one route file that a tap needs. */
  TapProject route(String parameters) throws IOException {
    return route(parameters, "key: id\ninfer: true");
  }

  /** The same with what the route says of the table; nothing leaves it to the tap. */
  TapProject route(String parameters, String load) throws IOException {
    Files.createDirectories(folder.resolve("routes/sources"));
    Files.writeString(
        folder.resolve("routes/sources/shop.camel.yaml"),
        """
        - route:
            id: shop.items
            group: stream
            description: Items of the shop
            from:
              uri: kamelet:singer-source/shop.items-pages
              parameters:
                stream: shop.items
                tap: shop.tap
        %s
              steps:
                - to:
                    uri: upsert:shop.items
        %s
        """
            .formatted(
                parameters.indent(8).stripTrailing(),
                load.isEmpty() ? "" : ("parameters:\n" + load.indent(2)).indent(12)));
    return this;
  }

  TapProject set(String key, String value) {
    properties.append(key).append(" = ").append(value.replace("\\", "\\\\")).append('\n');
    return this;
  }

  /** A tap made of a few lines of shell. */
  TapProject tap(String script) throws IOException {
    Path file = folder.resolve("tap.sh");
    Files.writeString(file, "#!/bin/sh\n" + TargetRig.json(script));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return set("shop.tap.command", "./tap.sh").set("shop.tap.catalog", "catalog.json").catalog();
  }

  private TapProject catalog() throws IOException {
    Files.writeString(
        folder.resolve("catalog.json"),
        TargetRig.json(
            "{'streams': [{'tap_stream_id': 'items', 'stream': 'items', 'schema': {}},"
                + " {'tap_stream_id': 'other', 'stream': 'other', 'schema': {}}]}"));
    return this;
  }

  Path folder() {
    return folder;
  }

  Map<String, String> warehouse() {
    return warehouse;
  }

  Settings settings() throws IOException {
    Files.writeString(folder.resolve("application.properties"), properties.toString());
    return Settings.load(folder, warehouse, Map.of());
  }
}
