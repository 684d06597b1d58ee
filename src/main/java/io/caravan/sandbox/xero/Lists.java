package io.caravan.sandbox.xero;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The calls that read: one list, or one budget with its lines. */
final class Lists {

  private static final int USUAL_PAGE = 100;
  private static final int LARGEST_PAGE = 1_000;
  private static final Comparator<Entry> OLDEST_FIRST =
      Comparator.comparing(Entry::updated).thenComparing(Entry::id);

  private final Clock clock;

  Lists(Clock clock) {
    this.clock = clock;
  }

  Reply list(Books books, Kind kind, Request request) {
    Map<String, String> query = request.query();
    for (String name : query.keySet()) {
      if (!kind.parameters().contains(name)) {
        throw Refused.invalid("The parameter " + name + " is not known here");
      }
    }
    List<Entry> wanted = wanted(books, kind, request, query).toList();
    Map<String, Object> envelope = envelope();
    switch (kind.paging()) {
      case OFFSET -> {
        int offset = number(query, "offset", 0);
        wanted =
            wanted.stream()
                .filter(entry -> (int) entry.fields().get("JournalNumber") > offset)
                .limit(USUAL_PAGE)
                .toList();
      }
      case PAGES -> {
        if (query.containsKey("page") || query.containsKey("pageSize")) {
          wanted = page(wanted, query, envelope);
        }
      }
      case NONE -> {
        // Whatever is wanted comes at once.
      }
    }
    boolean lines =
        envelope.containsKey("pagination")
            && !query.getOrDefault("summaryOnly", "false").equals("true");
    envelope.put(kind.key(), wanted.stream().map(entry -> entry.json(lines)).toList());
    return Reply.json(200, envelope);
  }

  /** One budget with the amounts of the months from {@code DateFrom} to {@code DateTo}. */
  Reply budget(Books books, String id, Request request) {
    Entry budget = books.find(Kind.BUDGETS, id).orElseThrow(Refused::notFound);
    String year = String.valueOf(clock.instant()).substring(0, 4);
    String from = request.query().getOrDefault("DateFrom", year + "-01-01").substring(0, 7);
    String to = request.query().getOrDefault("DateTo", year + "-12-31").substring(0, 7);
    Map<String, Object> json = budget.json(true);
    json.computeIfPresent("BudgetLines", (name, lines) -> within((List<?>) lines, from, to));
    Map<String, Object> envelope = envelope();
    envelope.put("Budgets", List.of(json));
    return Reply.json(200, envelope);
  }

  private static List<Object> within(List<?> lines, String from, String to) {
    List<Object> cut = new ArrayList<>();
    for (Object line : lines) {
      Map<Object, Object> copy = new LinkedHashMap<>((Map<?, ?>) line);
      List<?> balances = (List<?>) copy.get("BudgetBalances");
      copy.put(
          "BudgetBalances",
          balances.stream()
              .filter(
                  balance -> {
                    String period = (String) ((Map<?, ?>) balance).get("Period");
                    return period.compareTo(from) >= 0 && period.compareTo(to) <= 0;
                  })
              .toList());
      cut.add(copy);
    }
    return cut;
  }

  private static Stream<Entry> wanted(
      Books books, Kind kind, Request request, Map<String, String> query) {
    boolean archived = query.getOrDefault("includeArchived", "false").equals("true");
    Stream<Entry> wanted =
        books.all(kind).stream()
            // Accounts show their archived ones unasked.
            .filter(entry -> archived || !entry.archived() || kind == Kind.ACCOUNTS);
    if (query.containsKey("IDs")) {
      Set<String> ids = Set.of(query.get("IDs").split(","));
      wanted = wanted.filter(entry -> ids.contains(entry.id()));
    }
    if (kind.tellsChanges() && request.header("if-modified-since").isPresent()) {
      Instant since =
          Moments.read(request.header("if-modified-since").get())
              .orElseThrow(() -> Refused.invalid("If-Modified-Since cannot be read"));
      wanted = wanted.filter(entry -> !entry.updated().isBefore(since));
    }
    if (query.getOrDefault("order", "").equals(kind.id())) {
      return wanted.sorted(Comparator.comparing(Entry::id));
    }
    return switch (query.getOrDefault("order", "")) {
      case "" -> wanted;
      case "UpdatedDateUTC", "UpdatedDateUTC ASC" -> wanted.sorted(OLDEST_FIRST);
      case "UpdatedDateUTC DESC" -> wanted.sorted(OLDEST_FIRST.reversed());
      default -> throw Refused.invalid("The sandbox cannot order by " + query.get("order"));
    };
  }

  private static List<Entry> page(
      List<Entry> wanted, Map<String, String> query, Map<String, Object> envelope) {
    int page = number(query, "page", 1);
    int size = number(query, "pageSize", USUAL_PAGE);
    if (page < 1 || size < 1 || size > LARGEST_PAGE) {
      throw Refused.invalid("page counts from 1, pageSize goes from 1 to " + LARGEST_PAGE);
    }
    Map<String, Object> pagination = new LinkedHashMap<>();
    pagination.put("page", page);
    pagination.put("pageSize", size);
    pagination.put("pageCount", (wanted.size() + size - 1) / size);
    pagination.put("itemCount", wanted.size());
    envelope.put("pagination", pagination);
    return wanted.stream().skip((page - 1L) * size).limit(size).toList();
  }

  private Map<String, Object> envelope() {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("Id", "7e1e0c3e-59a5-4b1d-8a53-2f0f6a3f9b10");
    envelope.put("Status", "OK");
    envelope.put("ProviderName", "Caravan sandbox");
    envelope.put("DateTimeUTC", "/Date(" + clock.millis() + ")/");
    return envelope;
  }

  private static int number(Map<String, String> query, String name, int usual) {
    String value = query.get(name);
    if (value != null && !value.matches("\\d{1,9}")) {
      throw Refused.invalid(name + " is no number");
    }
    return value == null ? usual : Integer.parseInt(value);
  }
}
