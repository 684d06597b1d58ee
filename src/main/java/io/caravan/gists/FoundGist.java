package io.caravan.gists;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A gist as it was found.
 *
 * @param description null for none
 * @param pullUrl the address it can be cloned from
 */
record FoundGist(
    String id,
    String description,
    String pullUrl,
    Instant created,
    Instant updated,
    List<File> files) {

  /**
   * A file of it.
   *
   * @param truncated whether it is too long to be shown whole
   */
  record File(String name, String rawUrl, boolean truncated) {

    static File of(Map<?, ?> found) {
      return new File(
          storable(found.get("name")),
          storable(found.get("rawUrl")),
          Boolean.TRUE.equals(found.get("truncated")));
    }
  }

  /** Of what the route made of an answer. */
  static FoundGist of(Map<?, ?> found) {
    List<File> files =
        ((List<?>) found.get("files")).stream().map(file -> File.of((Map<?, ?>) file)).toList();
    return new FoundGist(
        (String) found.get("id"),
        storable(found.get("description")),
        storable(found.get("pullUrl")),
        Instant.parse((String) found.get("createdAt")),
        Instant.parse((String) found.get("updatedAt")),
        files);
  }

  /** The files by name. */
  Map<String, File> byName() {
    return files.stream().collect(Collectors.toMap(File::name, file -> file, (a, b) -> a));
  }

  /** No database but MySQL takes the character 0. */
  private static String storable(Object text) {
    return text == null ? null : text.toString().replace("\u0000", "");
  }
}
