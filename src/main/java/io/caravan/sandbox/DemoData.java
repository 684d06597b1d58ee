package io.caravan.sandbox;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The customers, orders and payments of a small shop, invented by a seeded generator: the same on
 * every machine.
 *
 * <p>As awkward as real data: names with accents, commas, quotation marks and apostrophes,
 * customers who never ordered, two people of the same name, orders paid in several ways and orders
 * that cost nothing.
 */
final class DemoData {

  static final int CUSTOMERS = 120;
  static final int ORDERS = 150;

  private static final long SEED = 20_260_101;
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);

  private static final List<String> FIRST_NAMES =
      List.of(
          "Zoë",
          "José",
          "Łukasz",
          "Søren",
          "Anaïs",
          "Björn",
          "Renée",
          "Ada",
          "Tomás",
          "Grace",
          "Miloš",
          "Ingrid",
          "Omar",
          "Priya",
          "Kenji",
          "Chloé",
          "Noah",
          "Yara",
          "Elif",
          "Jürgen",
          "Siân",
          "Paul",
          "Lea",
          "Aino",
          "Iker",
          "Maja",
          "Robert \"Bob\"",
          "Nadia",
          "Viktor",
          "Õie");

  private static final List<String> LAST_NAMES =
      List.of(
          "Núñez",
          "O'Neill",
          "Müller",
          "Smith, Jr.",
          "Ågren",
          "Kowalska",
          "de la Cruz",
          "Novák",
          "Tamm",
          "Ferreira",
          "Yılmaz",
          "Dubois",
          "Van Dyke",
          "Ivanova",
          "Sato",
          "Brown",
          "Õunapuu",
          "Le \"Grand\"",
          "Rossi",
          "Khan",
          "Jensen",
          "Moreau",
          "Weiß");

  /** Completed orders are the most, returns the fewest. */
  private static final List<String> STATUSES =
      List.of(
          "completed",
          "completed",
          "completed",
          "completed",
          "completed",
          "placed",
          "placed",
          "shipped",
          "shipped",
          "returned",
          "return_pending");

  private static final List<String> METHODS =
      List.of(
          "credit_card",
          "credit_card",
          "credit_card",
          "bank_transfer",
          "bank_transfer",
          "coupon",
          "gift_card");

  private final List<List<?>> customers = new ArrayList<>();
  private final List<List<?>> orders = new ArrayList<>();
  private final List<List<?>> payments = new ArrayList<>();

  DemoData() {
    Random random = new Random(SEED);
    for (int id = 1; id <= CUSTOMERS; id++) {
      customers.add(List.of(id, pick(FIRST_NAMES, random), pick(LAST_NAMES, random)));
    }
    for (int id = 1; id <= ORDERS; id++) {
      // Every third customer never orders.
      int customer = 1 + random.nextInt(CUSTOMERS / 3) * 3 + random.nextInt(2);
      LocalDate day = FIRST_DAY.plusDays(id * 2L / 3);
      orders.add(List.of(id, customer, day, pick(STATUSES, random)));
      addPayments(id, random);
    }
  }

  /** {@code id, first_name, last_name}. */
  List<List<?>> customers() {
    return customers;
  }

  /** {@code id, user_id, order_date, status}. */
  List<List<?>> orders() {
    return orders;
  }

  /** {@code id, order_id, payment_method, amount}; the amount is in cents, a multiple of 100. */
  List<List<?>> payments() {
    return payments;
  }

  private void addPayments(int order, Random random) {
    int count = random.nextInt(6) == 0 ? 2 + random.nextInt(2) : 1;
    for (int n = 0; n < count; n++) {
      int amount = random.nextInt(31) * 100;
      payments.add(List.of(payments.size() + 1, order, pick(METHODS, random), amount));
    }
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
