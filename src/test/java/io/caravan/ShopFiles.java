package io.caravan;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The CSV files of a shop, and the deals they mean, worked out without dbt. */
public record ShopFiles(Path seeds) {

  /** The records of raw_{@code name}.csv, each as its values in the order of the columns. */
  public List<List<String>> rows(String name) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (CSVRecord row : records(name)) {
      rows.add(row.toList());
    }
    return rows;
  }

  private List<CSVRecord> records(String name) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser =
        CSVParser.parse(Files.newBufferedReader(seeds.resolve("raw_" + name + ".csv")), format)) {
      return parser.getRecords();
    }
  }

  /** {@code title status value} by order; none for a returned order. */
  public TreeMap<Integer, String> deals() throws IOException {
    Map<String, String> people = new HashMap<>();
    for (CSVRecord row : records("customers")) {
      people.put(row.get("id"), row.get("last_name") + " " + row.get("first_name"));
    }
    Map<String, BigDecimal> cents = new HashMap<>();
    for (CSVRecord row : records("payments")) {
      cents.merge(row.get("order_id"), new BigDecimal(row.get("amount")), BigDecimal::add);
    }
    TreeMap<Integer, String> deals = new TreeMap<>();
    for (CSVRecord row : records("orders")) {
      String status = row.get("status");
      if (!status.equals("returned")) {
        BigDecimal paid = cents.getOrDefault(row.get("id"), BigDecimal.ZERO);
        deals.put(
            Integer.valueOf(row.get("id")),
            "%s %s %s"
                .formatted(
                    people.get(row.get("user_id")),
                    status.equals("completed") ? "won" : "open",
                    // Twice what was paid; cents become whole units.
                    paid.divide(BigDecimal.valueOf(50)).setScale(0, RoundingMode.HALF_UP)));
      }
    }
    return deals;
  }
}
