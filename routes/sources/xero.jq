# An answer of any list of Xero's accounting API -> rows by table, with the columns of xero.catalog.json. $parent is the organisation (an entry
# of /connections). Column names are Xero's in small letters, as the tables had them before Caravan; one level of nested objects is drawn up.

# "/Date(1541176290160+0000)/" is milliseconds since 1970 in UTC, whatever offset it shows; 0 stands for none. A single budget has ISO without a zone.
def moment:
  if . == null or . == "" then null
  elif startswith("/Date(") then
    (.[6:] | rtrimstr(")/") | if length > 5 and (.[-5:-4] | . == "+" or . == "-") then .[:-5] else . end | tonumber)
    | if . == 0 then null
      else (. / 1000 | floor) as $seconds
        | ($seconds | todateiso8601 | .[0:19]) + "." + ("00\(. - $seconds * 1000)" | .[-3:]) + "Z" end
  elif endswith("Z") or .[-6:-5] == "+" then .
  else . + "Z" end;
def day: moment | if . == null then null else .[0:10] end;

def organisation: {tenant_id: $parent.tenantId, tenant_name: $parent.tenantName};
def updated: {updateddateutc: (.UpdatedDateUTC | moment)};
def money: {subtotal: .SubTotal, totaltax: .TotalTax, total: .Total, currencycode: .CurrencyCode, currencyrate: .CurrencyRate, lineamounttypes: .LineAmountTypes};
def contact: {contactid: .Contact.ContactID, contact_name: .Contact.Name};
def lineids: {lineitemids: [(.LineItems // [])[] | .LineItemID]};

def line($parent_id):
  {lineitemid: .LineItemID, parent_id: $parent_id, description: .Description, unitamount: .UnitAmount, quantity: .Quantity,
   lineamount: .LineAmount, taxtype: .TaxType, taxamount: .TaxAmount, accountcode: .AccountCode, accountid: .AccountID,
   itemcode: .ItemCode, discountrate: .DiscountRate, tracking: (.Tracking // [])} + organisation;
def lines(id): [.[] | id as $id | (.LineItems // [])[] | line($id)];

def invoice:
  {invoiceid: .InvoiceID, type: .Type, invoicenumber: .InvoiceNumber, reference: .Reference, amountdue: .AmountDue,
   amountpaid: .AmountPaid, amountcredited: .AmountCredited, datestring: (.DateString // .Date | moment),
   duedatestring: (.DueDateString // .DueDate | moment), status: .Status, date: (.Date | day), duedate: (.DueDate | day),
   fullypaidondate: (.FullyPaidOnDate | day)} + money + contact + lineids + organisation + updated;

def person:
  {contactid: .ContactID, contactstatus: .ContactStatus, name: .Name, firstname: .FirstName, lastname: .LastName,
   companynumber: .CompanyNumber, accountnumber: .AccountNumber, taxnumber: .TaxNumber, emailaddress: .EmailAddress,
   issupplier: .IsSupplier, iscustomer: .IsCustomer, defaultcurrency: .DefaultCurrency, website: .Website,
   addresses: (.Addresses // []), phones: (.Phones // []), contactgroups: (.ContactGroups // [])} + organisation + updated;

def account:
  {accountid: .AccountID, code: .Code, name: .Name, type: .Type, class: .Class, status: .Status, description: .Description,
   taxtype: .TaxType, currencycode: .CurrencyCode, bankaccountnumber: .BankAccountNumber, bankaccounttype: .BankAccountType,
   systemaccount: .SystemAccount, enablepaymentstoaccount: .EnablePaymentsToAccount, showinexpenseclaims: .ShowInExpenseClaims,
   reportingcode: .ReportingCode} + organisation + updated;

def payment:
  {paymentid: .PaymentID, date: (.Date | day), amount: .Amount, bankamount: .BankAmount, currencyrate: .CurrencyRate,
   paymenttype: .PaymentType, status: .Status, reference: .Reference, isreconciled: .IsReconciled, accountid: .Account.AccountID,
   accountcode: .Account.Code, invoiceid: .Invoice.InvoiceID, invoicenumber: .Invoice.InvoiceNumber,
   creditnoteid: .CreditNote.CreditNoteID, prepaymentid: .Prepayment.PrepaymentID, overpaymentid: .Overpayment.OverpaymentID,
   batchpaymentid: .BatchPaymentID} + organisation + updated;

def bank_transaction:
  {banktransactionid: .BankTransactionID, type: .Type, status: .Status, date: (.Date | day), reference: .Reference,
   isreconciled: .IsReconciled, bankaccountid: .BankAccount.AccountID, bankaccountcode: .BankAccount.Code}
  + money + contact + lineids + organisation + updated;

def credit_note:
  {creditnoteid: .CreditNoteID, creditnotenumber: .CreditNoteNumber, type: .Type, status: .Status, date: (.Date | day),
   duedate: (.DueDate | day), fullypaidondate: (.FullyPaidOnDate | day), reference: .Reference, remainingcredit: .RemainingCredit,
   allocations: (.Allocations // [])} + money + contact + lineids + organisation + updated;

def journal:
  {journalid: .JournalID, journalnumber: .JournalNumber, journaldate: (.JournalDate | day), createddateutc: (.CreatedDateUTC | moment),
   reference: .Reference, sourceid: .SourceID, sourcetype: .SourceType} + organisation;
def journal_line($parent_id):
  {journallineid: .JournalLineID, parent_id: $parent_id, accountid: .AccountID, accountcode: .AccountCode, accounttype: .AccountType,
   accountname: .AccountName, description: .Description, netamount: .NetAmount, grossamount: .GrossAmount, taxamount: .TaxAmount,
   taxtype: .TaxType, taxname: .TaxName, trackingcategories: (.TrackingCategories // [])} + organisation;

def tracking_category:
  {trackingcategoryid: .TrackingCategoryID, name: .Name, status: .Status, options: (.Options // [])} + organisation;

def budget:
  {budgetid: .BudgetID, status: .Status, description: .Description, type: .Type, tracking: (.Tracking // [])} + organisation + updated;
def budget_lines:
  .BudgetID as $id | (.BudgetLines // [])[] | . as $line | (.BudgetBalances // [])[]
  | {id: "\($id)_\($line.AccountCode)_\(.Period)", parent_id: $id, accountid: $line.AccountID, accountcode: $line.AccountCode,
     period: .Period, amount: (.Amount | if type == "string" then tonumber else . end), notes: .Notes} + organisation;

if has("Invoices") then {"xero.invoices": (.Invoices | map(invoice)), "xero.invoices_lines": (.Invoices | lines(.InvoiceID))}
elif has("Contacts") then {"xero.contacts": (.Contacts | map(person))}
elif has("Accounts") then {"xero.accounts": (.Accounts | map(account))}
elif has("Payments") then {"xero.payments": (.Payments | map(payment))}
elif has("BankTransactions") then
  {"xero.bank_transactions": (.BankTransactions | map(bank_transaction)), "xero.bank_transactions_lines": (.BankTransactions | lines(.BankTransactionID))}
elif has("CreditNotes") then
  {"xero.credit_notes": (.CreditNotes | map(credit_note)), "xero.credit_notes_lines": (.CreditNotes | lines(.CreditNoteID))}
elif has("Journals") then
  {"xero.journals": (.Journals | map(journal)), "xero.journals_lines": [.Journals[] | .JournalID as $id | (.JournalLines // [])[] | journal_line($id)]}
elif has("TrackingCategories") then {"xero.tracking_categories": (.TrackingCategories | map(tracking_category))}
elif $parent | has("budgetid") then {"xero.budgets_lines": [.Budgets[] | budget_lines]}
else {"xero.budgets": (.Budgets | map(budget))} end
