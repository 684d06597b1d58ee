package io.caravan.http.rest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** For what a list is asked several times. The setters are parameters of the kamelet. */
public final class ParentRules {

  private String from = "";
  private String fields = "id";
  private String records = "";
  private int batch;
  private String part = "";
  private String mark = "";
  private boolean paged = true;

  boolean any() {
    return !from.isEmpty();
  }

  /** Whether parents are the records of a call instead of rows. */
  boolean isCall() {
    return from.startsWith("/");
  }

  /** Whether the list of a call has pages, cut as those of the stream are. */
  boolean isPaged() {
    return paged;
  }

  /** The part of the stream that a parent is, with a bookmark of its own; empty for no part. */
  Optional<String> part(Values values) {
    return part.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(values.find("parent." + part)).map(Object::toString);
  }

  /** Whether parents name parts of the stream. */
  boolean hasParts() {
    return !part.isEmpty();
  }

  /** What stays the same as long as the list of a parent cannot have changed; empty for nothing. */
  Optional<String> mark(Values values) {
    return mark.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(values.find("parent." + mark)).map(Object::toString);
  }

  /** A path, {@code schema.table}, or the name of an .sql file. */
  String from() {
    return from;
  }

  List<String> fields() {
    return List.of(fields.split("\\s*,\\s*"));
  }

  String records() {
    return records;
  }

  /** What each list is filled with: {@code parent}, or several {@code parents} at once. */
  List<Values> each(Values values, Collection<Map<String, Object>> parents) {
    List<Values> each = new ArrayList<>();
    if (batch == 0) {
      parents.forEach(parent -> each.add(values.with("parent", parent)));
      return each;
    }
    List<Map<String, Object>> all = List.copyOf(parents);
    for (int i = 0; i < all.size(); i += batch) {
      each.add(values.with("parents", all.subList(i, Math.min(i + batch, all.size()))));
    }
    return each;
  }

  public void setFrom(String from) {
    this.from = from;
  }

  public void setFields(String fields) {
    this.fields = fields;
  }

  public void setRecords(String records) {
    this.records = records;
  }

  /** {@code same}: the list of a call has pages like the stream's; {@code none}: it has one. */
  public void setPaging(String paging) {
    this.paged = paging.equals("same");
  }

  /** The field of a parent that names its part of the stream; empty for one bookmark for all. */
  public void setPart(String part) {
    this.part = part;
  }

  /** The field of a parent that is its mark; empty to ask for the list of each parent each time. */
  public void setMark(String mark) {
    this.mark = mark;
  }

  /** 0 asks for each parent alone. */
  public void setBatch(int batch) {
    this.batch = batch;
  }
}
