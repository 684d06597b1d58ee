package io.caravan.load.table;

import java.util.List;

/**
 * A view that has to go while its table changes, and how it comes back.
 *
 * @param kind what it is, in words of SQL
 * @param schema its schema, quoted where needed
 * @param name its name with the schema, quoted where needed
 * @param owner the role it belongs to, quoted where needed
 * @param make the statements that make it again as it was
 */
public record Dependent(String kind, String schema, String name, String owner, List<String> make) {

  public String drop() {
    return "drop " + this;
  }

  @Override
  public String toString() {
    return kind + " " + name;
  }
}
