package io.caravan.load;

import io.caravan.load.value.ColumnType;
import io.caravan.load.value.Decimals;
import io.caravan.load.value.Records;
import io.caravan.stream.Property;
import io.caravan.stream.Reject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out from records what is in a stream: its properties, what their values are, and, where
 * nobody says so, whether {@code id} tells records apart.
 */
public final class Discovery implements PageTap {

  private final Map<String, Seen> tables = new LinkedHashMap<>();

  /**
   * What was found.
   *
   * @param key empty when it is not known
   * @param records how many were looked at
   */
  public record Found(String table, List<String> key, List<Property> properties, long records) {}

  private static final class Seen {
    // The same values read twice: as they are, and as what their text says.
    final Fields plain = new Fields(false, Map.of(), name -> null, Decimals.ANY);
    final Fields read = new Fields(true, Map.of(), name -> null, Decimals.ANY);
    final Set<Object> ids = new HashSet<>();
    List<String> key = List.of();
    boolean infers;
    long records;
  }

  @Override
  public void take(String stream, List<String> key, boolean infers, Map<String, List<?>> page) {
    page.forEach(
        (table, records) -> {
          Seen seen = tables.computeIfAbsent(table, name -> new Seen());
          seen.infers = infers;
          if (table.equals(stream)) {
            seen.key = key;
          }
          for (Object record : records) {
            if (!(record instanceof Reject)) {
              look(seen, record);
            }
          }
        });
  }

  private static void look(Seen seen, Object record) {
    seen.plain.read(record, record, List.of());
    seen.read.read(record, record, List.of());
    seen.records++;
    Object id = Records.value(record, "id");
    if (id != null) {
      seen.ids.add(id);
    }
  }

  /** The tables that records were seen for. */
  public List<Found> found() {
    List<Found> all = new ArrayList<>();
    tables.forEach(
        (table, seen) -> {
          if (seen.records > 0) {
            all.add(new Found(table, key(seen), properties(seen), seen.records));
          }
        });
    return all;
  }

  private static List<String> key(Seen seen) {
    boolean idTellsApart = seen.key.isEmpty() && seen.ids.size() == seen.records;
    return idTellsApart ? List.of("id") : seen.key;
  }

  private static List<Property> properties(Seen seen) {
    List<Property> properties = new ArrayList<>();
    for (int i = 0; i < seen.plain.all().size(); i++) {
      Field plain = seen.plain.get(i);
      ColumnType read = seen.read.get(i).needed();
      boolean isTime = read == ColumnType.DATE || read == ColumnType.TIMESTAMPTZ;
      ColumnType type = seen.infers || isTime ? read : plain.needed();
      properties.add(new Property(plain.name(), kind(type), "", true));
    }
    return properties;
  }

  private static Property.Kind kind(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> Property.Kind.BOOLEAN;
      case INTEGER, BIGINT -> Property.Kind.INTEGER;
      case NUMERIC, DOUBLE -> Property.Kind.NUMBER;
      case DATE -> Property.Kind.DATE;
      case TIMESTAMP, TIMESTAMPTZ -> Property.Kind.DATE_TIME;
      case TEXT -> Property.Kind.STRING;
      // An object or a list: both are kept as they are.
      case JSONB -> Property.Kind.OBJECT;
      case UNKNOWN, OTHER -> Property.Kind.ANY;
    };
  }
}
