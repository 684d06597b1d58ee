package io.caravan.sandbox.xero;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A list of the accounting API, with what its calls may ask for. */
public enum Kind {
  INVOICES(
      "Invoices",
      "InvoiceID",
      "accounting.invoices.read",
      Paging.PAGES,
      List.of(
          "IDs", "InvoiceNumbers", "ContactIDs", "Statuses", "includeArchived", "createdByMyApp"),
      List.of("unitdp", "summaryOnly", "searchTerm")),
  CONTACTS(
      "Contacts",
      "ContactID",
      "accounting.contacts.read",
      Paging.PAGES,
      List.of("IDs", "includeArchived"),
      List.of("summaryOnly", "searchTerm")),
  ACCOUNTS("Accounts", "AccountID", "accounting.settings.read", Paging.NONE, List.of(), List.of()),
  PAYMENTS("Payments", "PaymentID", "accounting.payments.read", Paging.PAGES, List.of(), List.of()),
  BANK_TRANSACTIONS(
      "BankTransactions",
      "BankTransactionID",
      "accounting.banktransactions.read",
      Paging.PAGES,
      List.of(),
      List.of("unitdp")),
  CREDIT_NOTES(
      "CreditNotes",
      "CreditNoteID",
      "accounting.invoices.read",
      Paging.PAGES,
      List.of(),
      List.of("unitdp")),
  JOURNALS(
      "Journals",
      "JournalID",
      "accounting.journals.read",
      Paging.OFFSET,
      List.of("paymentsOnly"),
      List.of()),
  TRACKING_CATEGORIES(
      "TrackingCategories",
      "TrackingCategoryID",
      "accounting.settings.read",
      Paging.NONE,
      List.of("includeArchived"),
      List.of()),
  BUDGETS(
      "Budgets",
      "BudgetID",
      "accounting.budgets.read",
      Paging.NONE,
      List.of("IDs", "DateFrom", "DateTo"),
      List.of());

  /** How a list is cut. */
  enum Paging {
    /** {@code page} and {@code pageSize}; without them the whole list, and without line items. */
    PAGES,
    /** 100 after a JournalNumber. */
    OFFSET,
    /** Everything at once. */
    NONE
  }

  private final String key;
  private final String id;
  private final String scope;
  private final Paging paging;
  private final Set<String> parameters = new LinkedHashSet<>();

  Kind(
      String key,
      String id,
      String scope,
      Paging paging,
      List<String> filters,
      List<String> forms) {
    this.key = key;
    this.id = id;
    this.scope = scope;
    this.paging = paging;
    parameters.addAll(filters);
    parameters.addAll(forms);
    if (paging == Paging.PAGES) {
      parameters.addAll(List.of("page", "pageSize"));
    }
    if (paging == Paging.OFFSET) {
      parameters.add("offset");
    } else if (!key.equals("Budgets")) {
      parameters.addAll(List.of("where", "order"));
    }
  }

  /** The list with this name in the path. */
  static Optional<Kind> at(String path) {
    return Arrays.stream(values()).filter(kind -> kind.key.equals(path)).findFirst();
  }

  /** Its name in paths and answers. */
  String key() {
    return key;
  }

  /** The field that tells its records apart. */
  String id() {
    return id;
  }

  String scope() {
    return scope;
  }

  Paging paging() {
    return paging;
  }

  Set<String> parameters() {
    return parameters;
  }

  /** Whether {@code If-Modified-Since} means anything to it. */
  boolean tellsChanges() {
    return this != TRACKING_CATEGORIES && this != BUDGETS;
  }

  /** The moment of the last change as the records show it; journals never change. */
  String updatedField() {
    return this == JOURNALS ? "CreatedDateUTC" : "UpdatedDateUTC";
  }

  /** Whether dates come a second time as text. */
  boolean hasDateTwins() {
    return this == INVOICES || this == CREDIT_NOTES || this == BANK_TRANSACTIONS;
  }
}
