package io.caravan.git;

import org.eclipse.jgit.lib.ObjectId;

/**
 * A regular file of a commit.
 *
 * @param path from the top of the repository, with {@code /}
 * @param blob the id of its content: the same content has the same id
 */
record GitFile(String path, ObjectId blob) {

  /**
   * The name without folder and extension as a table name: {@code Raw Orders.csv} is raw_orders.
   */
  String stem() {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.indexOf('.');
    return (dot > 0 ? name.substring(0, dot) : name)
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
        .replaceAll("[^A-Za-z0-9]+", "_")
        .toLowerCase(java.util.Locale.ROOT);
  }
}
