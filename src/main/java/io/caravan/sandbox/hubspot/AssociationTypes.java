package io.caravan.sandbox.hubspot;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which kinds of links there are between which kinds of records. */
final class AssociationTypes {

  private record Between(ObjectType from, ObjectType to) {}

  private static final ObjectType CONTACTS = ObjectType.CONTACTS;
  private static final ObjectType COMPANIES = ObjectType.COMPANIES;
  private static final ObjectType DEALS = ObjectType.DEALS;

  /** The plain link first, then the primary one, then one that the account has made. */
  private static final Map<Between, List<AssociationType>> ALL =
      Map.ofEntries(
          entry(DEALS, COMPANIES, 341, 5, 71, "Reseller"),
          entry(COMPANIES, DEALS, 342, 6, 72, "Reseller"),
          entry(CONTACTS, COMPANIES, 279, 1, 73, "Billing contact"),
          entry(COMPANIES, CONTACTS, 280, 2, 74, "Billing contact"),
          entry(DEALS, CONTACTS, 3),
          entry(CONTACTS, DEALS, 4),
          entry(ObjectType.TICKETS, CONTACTS, 16),
          entry(ObjectType.TICKETS, COMPANIES, 339),
          entry(ObjectType.CALLS, CONTACTS, 194),
          entry(ObjectType.CALLS, COMPANIES, 182),
          entry(ObjectType.CALLS, DEALS, 206),
          entry(ObjectType.EMAILS, CONTACTS, 198),
          entry(ObjectType.EMAILS, COMPANIES, 186),
          entry(ObjectType.EMAILS, DEALS, 210),
          entry(ObjectType.MEETINGS, CONTACTS, 200),
          entry(ObjectType.MEETINGS, COMPANIES, 188),
          entry(ObjectType.MEETINGS, DEALS, 212),
          entry(ObjectType.NOTES, CONTACTS, 202),
          entry(ObjectType.NOTES, COMPANIES, 190),
          entry(ObjectType.NOTES, DEALS, 214),
          entry(ObjectType.TASKS, CONTACTS, 204),
          entry(ObjectType.TASKS, COMPANIES, 192),
          entry(ObjectType.TASKS, DEALS, 216));

  private AssociationTypes() {}

  static List<AssociationType> between(ObjectType from, ObjectType to) {
    return ALL.getOrDefault(new Between(from, to), List.of());
  }

  static AssociationType plain(ObjectType from, ObjectType to) {
    return between(from, to).stream()
        .findFirst()
        .orElseThrow(
            () ->
                Refused.validation(
                    "No association type between " + from.singular() + " and " + to.singular()));
  }

  private static Map.Entry<Between, List<AssociationType>> entry(
      ObjectType from, ObjectType to, int plain) {
    return Map.entry(new Between(from, to), List.of(AssociationType.plain(plain)));
  }

  private static Map.Entry<Between, List<AssociationType>> entry(
      ObjectType from, ObjectType to, int plain, int primary, int own, String label) {
    return Map.entry(
        new Between(from, to),
        Stream.of(
                AssociationType.plain(plain),
                AssociationType.primary(primary),
                AssociationType.own(own, label))
            .toList());
  }
}
