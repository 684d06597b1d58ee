package io.caravan.sandbox.xero;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A record of the books at one moment; a change makes another.
 *
 * @param fields as in the API; days as {@link LocalDate}
 */
record Entry(Kind kind, Map<String, Object> fields, Instant updated) {

  private static final List<String> LINES = List.of("LineItems", "BudgetLines");

  String id() {
    return (String) fields.get(kind.id());
  }

  boolean archived() {
    String status = kind == Kind.CONTACTS ? "ContactStatus" : "Status";
    return "ARCHIVED".equals(fields.get(status));
  }

  Entry changed(Map<String, ?> changes, Instant now) {
    Map<String, Object> all = new LinkedHashMap<>(fields);
    all.putAll(changes);
    return new Entry(kind, all, now);
  }

  /** As the API shows it; without lines their place is there and empty. */
  Map<String, Object> json(boolean withLines) {
    Map<String, Object> json = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (value instanceof LocalDate day) {
            json.put(name, Moments.written(day));
            if (kind.hasDateTwins()) {
              json.put(name + "String", Moments.text(day));
            }
          } else {
            json.put(name, !withLines && LINES.contains(name) ? List.of() : value);
          }
        });
    if (kind != Kind.TRACKING_CATEGORIES) {
      json.put(kind.updatedField(), Moments.written(updated));
    }
    if (kind == Kind.INVOICES || kind == Kind.CREDIT_NOTES || kind == Kind.PAYMENTS) {
      json.put("UpdatedDateUTCString", Moments.text(updated));
    }
    return json;
  }
}
