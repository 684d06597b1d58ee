package io.caravan.git;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The bookmark of a stream of files: the commit, and the blob of each file read to its end.
 *
 * @param commit 40 hexadecimal digits
 * @param files path to blob id
 */
record ReadFiles(String commit, Map<String, String> files) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Nothing read of a commit yet. */
  static ReadFiles none(String commit) {
    return new ReadFiles(commit, new LinkedHashMap<>());
  }

  /** What a stored bookmark says; nothing when it is of another kind. */
  static ReadFiles parse(String json) {
    ReadFiles read = none("");
    try {
      JsonNode files = JSON.readTree(json).path("files");
      files.properties().forEach(file -> read.files().put(file.getKey(), file.getValue().asText()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A bookmark that is not JSON: " + json, e);
    }
    return read;
  }

  boolean has(GitFile file) {
    return file.blob().name().equals(files.get(file.path()));
  }

  void add(GitFile file) {
    files.put(file.path(), file.blob().name());
  }

  String json() {
    try {
      return JSON.writeValueAsString(Map.of("commit", commit, "files", files));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
