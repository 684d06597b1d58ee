package io.caravan.load.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One change of a table.
 *
 * @param statements the change itself
 * @param columns the columns it adds
 * @param retyped the column that it gives another type, with that type; null when there is none
 * @param dependents what is dropped before and made again after, each after what it reads from
 */
public record Ddl(
    List<String> statements, List<Column> columns, Column retyped, List<Dependent> dependents) {

  public Ddl(List<String> statements, List<Column> columns) {
    this(statements, columns, null, List.of());
  }

  /** The same change, made by other statements. */
  public Ddl by(List<String> others) {
    return new Ddl(others, columns, retyped, dependents);
  }

  public Ddl around(List<Dependent> others) {
    return new Ddl(statements, columns, retyped, List.copyOf(others));
  }

  /** What is executed, in one transaction. */
  public List<String> all() {
    List<String> all = new ArrayList<>();
    dependents.forEach(dependent -> all.add(0, dependent.drop()));
    all.addAll(statements);
    dependents.forEach(dependent -> all.addAll(dependent.make()));
    return all;
  }

  /** The dependent that a statement drops or makes again. */
  public Optional<Dependent> dependentOf(String statement) {
    return dependents.stream()
        .filter(one -> one.drop().equals(statement) || one.make().contains(statement))
        .findFirst();
  }

  /** The statements as the log of changes and the run record show them. */
  public String text() {
    return String.join("; ", all());
  }
}
