package io.caravan.sandbox.xero;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The books at the beginning: always the same. The first organisation has more of most things than
 * fit a page of 100, the second has little of anything, so that each of its lists is one page.
 */
final class Seed {

  static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);

  private static final List<String> PEOPLE =
      List.of("Ada", "Blaise", "Grace", "Edsger", "Barbara", "Donald", "Frances", "Niklaus");

  private final Books books;

  private Seed(Books books) {
    this.books = books;
  }

  static List<Books> organisations() {
    return List.of(organisation("Sandbox Trading", 12, 230), organisation("Sandbox Retail", 3, 7));
  }

  private static Books organisation(String name, int contacts, int invoices) {
    Books books = Books.named(id(name), id(name + " connection"), name);
    Seed seed = new Seed(books);
    seed.accounts();
    seed.trackingCategories();
    seed.contacts(contacts);
    SeedTrade trade = new SeedTrade(books, contacts);
    for (int i = 1; i <= invoices; i++) {
      trade.invoice(i);
    }
    seed.budget("Overall Budget", "OVERALL", 2025);
    seed.budget("Sales 2026", "TRACKING", 2026);
    return books;
  }

  /** The same name gives the same id, in every sandbox. */
  static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  static String id(Books books, String name) {
    return id(books.name() + " " + name);
  }

  /** A moment with milliseconds on that day. */
  static Instant moment(LocalDate day, int number) {
    return day.atTime(10, 0).toInstant(ZoneOffset.UTC).plusMillis(1_000L * number + 123);
  }

  private void accounts() {
    account("090", "Business Account", "BANK", "ASSET");
    account("200", "Sales", "REVENUE", "REVENUE");
    account("400", "Advertising", "EXPENSE", "EXPENSE");
    account("610", "Accounts Receivable", "CURRENT", "ASSET");
    account("800", "Accounts Payable", "CURRLIAB", "LIABILITY");
    account("820", "Sales Tax", "CURRLIAB", "LIABILITY");
  }

  private void account(String code, String name, String type, String accountClass) {
    Map<String, Object> account = new LinkedHashMap<>();
    account.put("AccountID", id(books, "account " + code));
    account.put("Code", code);
    account.put("Name", name);
    account.put("Status", "ACTIVE");
    account.put("Type", type);
    account.put("TaxType", "NONE");
    account.put("Class", accountClass);
    account.put("EnablePaymentsToAccount", type.equals("BANK"));
    account.put("ShowInExpenseClaims", false);
    if (type.equals("BANK")) {
      account.put("BankAccountNumber", "0209087654321050");
      account.put("BankAccountType", "BANK");
      account.put("CurrencyCode", "NZD");
    }
    books.add(Kind.ACCOUNTS, account, moment(FIRST_DAY, Integer.parseInt(code)));
  }

  private void trackingCategories() {
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("TrackingCategoryID", id(books, "Region"));
    region.put("Name", "Region");
    region.put("Status", "ACTIVE");
    List<Object> options = new ArrayList<>();
    for (String option : List.of("North", "South")) {
      options.add(
          Map.of("TrackingOptionID", id(books, option), "Name", option, "Status", "ACTIVE"));
    }
    region.put("Options", options);
    books.add(Kind.TRACKING_CATEGORIES, region, moment(FIRST_DAY, 1));
  }

  private void contacts(int number) {
    for (int i = 1; i <= number; i++) {
      String first = PEOPLE.get(i % PEOPLE.size());
      Map<String, Object> contact = new LinkedHashMap<>();
      contact.put("ContactID", id(books, "contact " + i));
      contact.put("ContactStatus", "ACTIVE");
      contact.put("Name", first + " & Co " + i);
      contact.put("FirstName", first);
      contact.put("LastName", "No. " + i);
      contact.put("EmailAddress", first.toLowerCase(Locale.ROOT) + i + "@sandbox.example");
      contact.put("BankAccountDetails", "");
      contact.put(
          "Addresses",
          List.of(Map.of("AddressType", "STREET", "City", "Wellington", "Country", "NZ")));
      contact.put("Phones", List.of());
      contact.put("ContactGroups", List.of());
      contact.put("IsSupplier", i % 3 == 0);
      contact.put("IsCustomer", true);
      contact.put("DefaultCurrency", "NZD");
      contact.put("HasAttachments", false);
      books.add(Kind.CONTACTS, contact, moment(FIRST_DAY, i));
    }
  }

  private void budget(String description, String type, int year) {
    Map<String, Object> budget = new LinkedHashMap<>();
    budget.put("BudgetID", id(books, description));
    budget.put("Status", "APPROVED");
    budget.put("Description", description);
    budget.put("Type", type);
    List<Object> lines = new ArrayList<>();
    for (String code : List.of("200", "400")) {
      List<Object> months = new ArrayList<>();
      for (int month = 1; month <= 12; month++) {
        Map<String, Object> balance = new LinkedHashMap<>();
        balance.put("Period", "%d-%02d".formatted(year, month));
        balance.put("Amount", BigDecimal.valueOf(1_000L + 10L * month + year % 100, 0));
        balance.put("Notes", month == 12 ? "Christmas" : "");
        months.add(balance);
      }
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("AccountID", id(books, "account " + code));
      line.put("AccountCode", code);
      line.put("BudgetBalances", months);
      lines.add(line);
    }
    budget.put("BudgetLines", lines);
    budget.put("Tracking", List.of());
    books.add(Kind.BUDGETS, budget, moment(FIRST_DAY, year));
  }
}
