package io.caravan.sandbox.xero;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Invoices, and what follows from them: payments of paid ones, a credit note for each twentieth, a
 * bank transaction for each tenth, journals of all but drafts.
 */
final class SeedTrade {

  private static final BigDecimal TAX = new BigDecimal("0.15");
  private static final BigDecimal NOTHING = new BigDecimal("0.00");

  private final Books books;
  private final int contacts;

  SeedTrade(Books books, int contacts) {
    this.books = books;
    this.contacts = contacts;
  }

  void invoice(int number) {
    LocalDate day = Seed.FIRST_DAY.plusDays(number);
    Instant updated = Seed.moment(day, number);
    boolean sale = number % 4 != 0;
    String status =
        number % 10 == 0
            ? "DRAFT"
            : number == 7 ? "VOIDED" : number % 3 == 0 ? "PAID" : "AUTHORISED";
    List<Map<String, Object>> lines = lines("invoice " + number, number);
    BigDecimal net = sum(lines, "LineAmount");
    BigDecimal tax = sum(lines, "TaxAmount");
    BigDecimal total = net.add(tax);
    boolean paid = status.equals("PAID");
    Map<String, Object> invoice = new LinkedHashMap<>();
    invoice.put("Type", sale ? "ACCREC" : "ACCPAY");
    invoice.put("InvoiceID", Seed.id(books, "invoice " + number));
    invoice.put("InvoiceNumber", "INV-%04d".formatted(number));
    invoice.put("Reference", number % 5 == 0 ? "Order " + number : "");
    invoice.put("Payments", List.of());
    invoice.put("CreditNotes", List.of());
    invoice.put("AmountDue", paid || status.equals("VOIDED") ? NOTHING : total);
    invoice.put("AmountPaid", paid ? total : NOTHING);
    invoice.put("AmountCredited", NOTHING);
    invoice.put("CurrencyRate", BigDecimal.ONE);
    invoice.put("IsDiscounted", false);
    invoice.put("HasAttachments", false);
    invoice.put("HasErrors", false);
    invoice.put("Contact", contact(number));
    invoice.put("Date", day);
    invoice.put("DueDate", day.plusDays(30));
    invoice.put("Status", status);
    invoice.put("LineAmountTypes", "Exclusive");
    invoice.put("LineItems", lines);
    invoice.put("SubTotal", net);
    invoice.put("TotalTax", tax);
    invoice.put("Total", total);
    invoice.put("CurrencyCode", "NZD");
    // "None" as Xero writes it at times: the beginning of 1970.
    invoice.put("FullyPaidOnDate", paid ? Moments.written(day.plusDays(10)) : "/Date(0+0000)/");
    books.add(Kind.INVOICES, invoice, updated);
    if (!status.equals("DRAFT")) {
      journal(number, day, sale, net, tax);
    }
    if (paid) {
      payment(number, day.plusDays(10), sale, total);
    }
    if (number % 20 == 5) {
      creditNote(number, day);
    }
    if (number % 10 == 2) {
      bankTransaction(number, day);
    }
  }

  private Map<String, Object> contact(int number) {
    Map<String, Object> contact = new LinkedHashMap<>();
    contact.put("ContactID", Seed.id(books, "contact " + (1 + number % contacts)));
    contact.put("Name", "Contact " + (1 + number % contacts));
    return contact;
  }

  private Map<String, Object> account(String code) {
    Map<String, Object> account = new LinkedHashMap<>();
    account.put("AccountID", Seed.id(books, "account " + code));
    account.put("Code", code);
    return account;
  }

  private List<Map<String, Object>> lines(String owner, int number) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (int i = 1; i <= 1 + number % 3; i++) {
      BigDecimal quantity = new BigDecimal(1 + number % 5);
      BigDecimal unit = new BigDecimal("10.50").add(new BigDecimal(i * number));
      BigDecimal amount = quantity.multiply(unit).setScale(2, RoundingMode.HALF_UP);
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("LineItemID", Seed.id(books, owner + " line " + i));
      line.put("Description", "Item " + i + " of " + owner);
      line.put("UnitAmount", unit);
      line.put("TaxType", "OUTPUT2");
      line.put("TaxAmount", amount.multiply(TAX).setScale(2, RoundingMode.HALF_UP));
      line.put("LineAmount", amount);
      line.put("AccountCode", "200");
      line.put("Tracking", List.of());
      line.put("Quantity", quantity);
      line.put("AccountID", Seed.id(books, "account 200"));
      lines.add(line);
    }
    return lines;
  }

  private static BigDecimal sum(List<Map<String, Object>> lines, String field) {
    return lines.stream()
        .map(line -> (BigDecimal) line.get(field))
        .reduce(NOTHING, BigDecimal::add);
  }

  private void payment(int number, LocalDate day, boolean sale, BigDecimal amount) {
    Map<String, Object> invoice = new LinkedHashMap<>();
    invoice.put("Type", sale ? "ACCREC" : "ACCPAY");
    invoice.put("InvoiceID", Seed.id(books, "invoice " + number));
    invoice.put("InvoiceNumber", "INV-%04d".formatted(number));
    Map<String, Object> payment = new LinkedHashMap<>();
    payment.put("PaymentID", Seed.id(books, "payment " + number));
    payment.put("Date", day);
    payment.put("BankAmount", amount);
    payment.put("Amount", amount);
    payment.put("Reference", "");
    payment.put("CurrencyRate", BigDecimal.ONE);
    payment.put("PaymentType", sale ? "ACCRECPAYMENT" : "ACCPAYPAYMENT");
    payment.put("Status", "AUTHORISED");
    payment.put("HasAccount", true);
    payment.put("IsReconciled", false);
    payment.put("Account", account("090"));
    payment.put("Invoice", invoice);
    books.add(Kind.PAYMENTS, payment, Seed.moment(day, number));
  }

  private void creditNote(int number, LocalDate day) {
    List<Map<String, Object>> lines = lines("credit note " + number, 3);
    BigDecimal net = sum(lines, "LineAmount");
    BigDecimal tax = sum(lines, "TaxAmount");
    Map<String, Object> note = new LinkedHashMap<>();
    note.put("CreditNoteID", Seed.id(books, "credit note " + number));
    note.put("CreditNoteNumber", "CN-%04d".formatted(number));
    note.put("Type", "ACCRECCREDIT");
    note.put("Reference", "");
    note.put("RemainingCredit", net.add(tax));
    note.put("Allocations", List.of());
    note.put("CurrencyRate", BigDecimal.ONE);
    note.put("HasAttachments", false);
    note.put("Contact", contact(number));
    note.put("Date", day);
    note.put("Status", "AUTHORISED");
    note.put("LineAmountTypes", "Exclusive");
    note.put("LineItems", lines);
    note.put("SubTotal", net);
    note.put("TotalTax", tax);
    note.put("Total", net.add(tax));
    note.put("CurrencyCode", "NZD");
    books.add(Kind.CREDIT_NOTES, note, Seed.moment(day, number));
  }

  private void bankTransaction(int number, LocalDate day) {
    List<Map<String, Object>> lines = lines("bank transaction " + number, 1);
    BigDecimal net = sum(lines, "LineAmount");
    BigDecimal tax = sum(lines, "TaxAmount");
    Map<String, Object> transaction = new LinkedHashMap<>();
    transaction.put("BankTransactionID", Seed.id(books, "bank transaction " + number));
    transaction.put("BankAccount", account("090"));
    transaction.put("Type", number % 4 == 0 ? "SPEND" : "RECEIVE");
    transaction.put("Reference", "Fee " + number);
    transaction.put("IsReconciled", false);
    transaction.put("HasAttachments", false);
    transaction.put("Contact", contact(number));
    transaction.put("Date", day);
    transaction.put("Status", "AUTHORISED");
    transaction.put("LineAmountTypes", "Exclusive");
    transaction.put("LineItems", lines);
    transaction.put("SubTotal", net);
    transaction.put("TotalTax", tax);
    transaction.put("Total", net.add(tax));
    transaction.put("CurrencyCode", "NZD");
    books.add(Kind.BANK_TRANSACTIONS, transaction, Seed.moment(day, number));
  }

  /** Numbers have gaps, as when a journal is for something the app may not see. */
  private void journal(int number, LocalDate day, boolean sale, BigDecimal net, BigDecimal tax) {
    List<Object> lines = new ArrayList<>();
    BigDecimal sign = sale ? BigDecimal.ONE : BigDecimal.ONE.negate();
    String other = sale ? "610" : "800";
    String own = sale ? "200" : "400";
    lines.add(journalLine(number, 1, other, net.add(tax).multiply(sign)));
    lines.add(journalLine(number, 2, own, net.multiply(sign).negate()));
    lines.add(journalLine(number, 3, "820", tax.multiply(sign).negate()));
    Map<String, Object> journal = new LinkedHashMap<>();
    journal.put("JournalID", Seed.id(books, "journal " + number));
    journal.put("JournalDate", day);
    journal.put("JournalNumber", number);
    journal.put("Reference", "INV-%04d".formatted(number));
    journal.put("SourceID", Seed.id(books, "invoice " + number));
    journal.put("SourceType", sale ? "ACCREC" : "ACCPAY");
    journal.put("JournalLines", lines);
    books.add(Kind.JOURNALS, journal, Seed.moment(day, number));
  }

  private Map<String, Object> journalLine(int number, int place, String code, BigDecimal amount) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("JournalLineID", Seed.id(books, "journal " + number + " line " + place));
    line.put("AccountID", Seed.id(books, "account " + code));
    line.put("AccountCode", code);
    line.put("AccountName", "Account " + code);
    line.put("Description", "");
    line.put("NetAmount", amount);
    line.put("GrossAmount", amount);
    line.put("TaxAmount", NOTHING);
    line.put("TrackingCategories", List.of());
    return line;
  }
}
