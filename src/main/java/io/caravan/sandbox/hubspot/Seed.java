package io.caravan.sandbox.hubspot;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What is in a new account: invented by a seeded generator, the same on every machine. More than a
 * page of contacts and deals, companies without a name, deals without an amount, records that are
 * linked twice, some archived ones.
 */
final class Seed {

  /** The site opened on this day. */
  static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 1);

  private static final int COMPANIES = 45;
  private static final int CONTACTS = 230;
  private static final int DEALS = 125;
  private static final int TICKETS = 30;
  private static final int GOALS = 8;
  private static final int EACH_ENGAGEMENT = 25;
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  private static final List<String> NAMES =
      List.of("Zoë", "José", "Łukasz", "Søren", "Anaïs", "Björn", "Ada", "Grace", "Priya", "Kenji");
  private static final List<String> SURNAMES =
      List.of(
          "Núñez", "O'Neill", "Müller", "Smith, Jr.", "Ågren", "Novák", "Yılmaz", "Sato", "Weiß");
  private static final List<String> CITIES =
      List.of("Tallinn", "Łódź", "Málaga", "Zürich", "Austin", "Kyōto", "São Paulo");
  private static final List<String> STAGES =
      List.of("appointmentscheduled", "contractsent", "closedwon", "closedlost");

  private final Random random = new Random(20_261_101);
  private final Crm crm;
  private final Associations associations;
  private final People people;
  private final Forms forms;
  private final List<String> owners = new ArrayList<>();
  private Instant time = START;

  Seed(Crm crm, Associations associations, People people, Forms forms) {
    this.crm = crm;
    this.associations = associations;
    this.people = people;
    this.forms = forms;
  }

  void plant() {
    people();
    List<CrmObject> companies = companies();
    List<CrmObject> contacts = contacts(companies);
    List<CrmObject> deals = deals(companies, contacts);
    tickets(companies, contacts);
    goals();
    engagements(companies, contacts, deals);
    forms();
    // The last of each kind, so that nothing else hangs on them.
    archive(companies, 2);
    archive(contacts, 3);
    archive(deals, 4);
  }

  private void people() {
    for (int i = 0; i < 5; i++) {
      long id =
          people.addOwner("owner" + i + "@sandbox.example", NAMES.get(i), SURNAMES.get(i), next());
      owners.add(String.valueOf(id));
    }
    people.addTeam("Sales", List.of("7000", "7001"));
    people.addTeam("Renewals", List.of("7002"));
    people.addTeam("Support", List.of("7003", "7004"));
  }

  private List<CrmObject> companies() {
    List<CrmObject> all = new ArrayList<>();
    for (int i = 1; i <= COMPANIES; i++) {
      Map<String, String> company = new LinkedHashMap<>();
      if (i % 15 != 0) {
        company.put("name", pick(SURNAMES) + " & Co. " + i);
      }
      company.put("domain", "company" + i + ".example");
      company.put("city", pick(CITIES));
      company.put("country", i % 3 == 0 ? "Estonia" : "Spain");
      company.put("industry", i % 2 == 0 ? "COMPUTER_SOFTWARE" : "RETAIL");
      company.put("state", i % 4 == 0 ? "TX" : null);
      company.put("phone", "+372 555 " + (1_000 + i));
      company.put("lifecyclestage", i % 2 == 0 ? "customer" : "lead");
      company.put("hubspot_owner_id", pick(owners));
      all.add(add(ObjectType.COMPANIES, company));
    }
    return all;
  }

  private List<CrmObject> contacts(List<CrmObject> companies) {
    List<CrmObject> all = new ArrayList<>();
    for (int i = 1; i <= CONTACTS; i++) {
      Map<String, String> contact = new LinkedHashMap<>();
      contact.put("email", i % 40 == 0 ? null : "person" + i + "@company" + i % 45 + ".example");
      contact.put("firstname", pick(NAMES));
      contact.put("lastname", pick(SURNAMES));
      contact.put("hubspot_owner_id", i % 6 == 0 ? null : pick(owners));
      contact.put("lifecyclestage", i % 3 == 0 ? "customer" : "lead");
      CrmObject created = add(ObjectType.CONTACTS, contact);
      if (i % 5 != 0) {
        associations.link(created, companies.get(i % 40), i % 2 == 0 ? "Primary" : null);
      }
      all.add(created);
    }
    return all;
  }

  private List<CrmObject> deals(List<CrmObject> companies, List<CrmObject> contacts) {
    List<CrmObject> all = new ArrayList<>();
    for (int i = 1; i <= DEALS; i++) {
      Map<String, String> deal = new LinkedHashMap<>();
      String amount =
          i % 10 == 0 ? null : 100 * (1 + random.nextInt(400)) + (i % 4 == 0 ? ".25" : "");
      deal.put("dealname", "Deal " + i + " – " + pick(CITIES));
      deal.put("amount", amount);
      deal.put("amount_in_home_currency", amount);
      deal.put("hs_forecast_amount", amount);
      deal.put("deal_currency_code", "EUR");
      deal.put("closedate", CrmObject.time(START.plus(Duration.ofDays(30L + i))));
      deal.put("dealstage", STAGES.get(i % 4));
      deal.put("pipeline", "default");
      deal.put("hubspot_owner_id", i % 9 == 0 ? null : pick(owners));
      deal.put("hubspot_team_id", i % 2 == 0 ? "300" : null);
      CrmObject created = add(ObjectType.DEALS, deal);
      if (i % 8 != 0) {
        associations.link(created, companies.get(i % 40), "Primary");
      }
      if (i % 6 == 0) {
        associations.link(created, companies.get((i + 7) % 40), i % 12 == 0 ? "Reseller" : null);
      }
      for (int n = 0; n < i % 3; n++) {
        associations.link(created, contacts.get((i * 2 + n * 50) % 200), null);
      }
      all.add(created);
    }
    return all;
  }

  private void tickets(List<CrmObject> companies, List<CrmObject> contacts) {
    for (int i = 1; i <= TICKETS; i++) {
      Map<String, String> ticket = new LinkedHashMap<>();
      ticket.put("subject", "Question " + i);
      ticket.put("content", "It says \"no\"\nand then nothing.");
      ticket.put("hs_pipeline", "0");
      ticket.put("hs_pipeline_stage", i % 3 == 0 ? "4" : "1");
      ticket.put("hs_ticket_priority", i % 2 == 0 ? "HIGH" : null);
      ticket.put("hubspot_owner_id", pick(owners));
      CrmObject created = add(ObjectType.TICKETS, ticket);
      associations.link(created, contacts.get(i), null);
      associations.link(created, companies.get(i), null);
    }
  }

  private void goals() {
    for (int i = 1; i <= GOALS; i++) {
      Map<String, String> goal = new LinkedHashMap<>();
      goal.put("hs_goal_name", "Quarter " + i);
      goal.put("hs_target_amount", String.valueOf(10_000 * i));
      goal.put("hs_start_datetime", CrmObject.time(START));
      goal.put("hs_end_datetime", CrmObject.time(START.plus(Duration.ofDays(90))));
      goal.put("hs_created_by_user_id", "7000");
      add(ObjectType.GOAL_TARGETS, goal);
    }
  }

  private void engagements(
      List<CrmObject> companies, List<CrmObject> contacts, List<CrmObject> deals) {
    for (int i = 1; i <= EACH_ENGAGEMENT; i++) {
      for (ObjectType type : ObjectType.engagements()) {
        Map<String, String> engagement = new LinkedHashMap<>();
        engagement.put("hs_timestamp", CrmObject.time(START.plus(Duration.ofHours(i))));
        engagement.put("hubspot_owner_id", pick(owners));
        engagement.put("hubspot_team_id", i % 2 == 0 ? "301" : null);
        engagement.put("hs_activity_type", i % 3 == 0 ? "Demo" : null);
        engagement.putAll(details(type, i));
        CrmObject created = add(type, engagement);
        associations.link(created, contacts.get(i * 3), null);
        if (i % 2 == 0) {
          associations.link(created, companies.get(i % 40), null);
          associations.link(created, deals.get(i), null);
        }
      }
    }
  }

  private static Map<String, String> details(ObjectType type, int i) {
    return switch (type) {
      case CALLS ->
          Map.of(
              "hs_call_title", "Call " + i,
              "hs_call_duration", String.valueOf(i * 1_000),
              "hs_call_disposition", "f240bbac-87c9-4f6e-bf70-924b57d47db7",
              "hs_call_direction", "OUTBOUND",
              "hs_call_status", "COMPLETED");
      case EMAILS ->
          Map.of(
              "hs_email_subject", "Offer " + i,
              "hs_email_direction", "EMAIL",
              "hs_email_status", "SENT");
      case MEETINGS -> Map.of("hs_meeting_title", "Visit " + i, "hs_meeting_outcome", "COMPLETED");
      case NOTES -> Map.of("hs_note_body", "<p>Wrote down, the " + i + ". time</p>");
      default -> Map.of("hs_task_subject", "Call back " + i, "hs_task_status", "NOT_STARTED");
    };
  }

  private void forms() {
    for (int form = 0; form < 3; form++) {
      String id = forms.add("Form " + (form + 1), next());
      for (int i = 0; i < List.of(120, 7, 0).get(form); i++) {
        forms.submit(id, "visitor" + i + "@example.com", "https://www.example.com/" + form, next());
      }
    }
  }

  private void archive(List<CrmObject> objects, int count) {
    for (CrmObject object : objects.subList(objects.size() - count, objects.size())) {
      object.archive(next());
    }
  }

  private CrmObject add(ObjectType type, Map<String, String> properties) {
    return crm.create(type, properties, next());
  }

  private Instant next() {
    time = time.plus(Duration.ofMinutes(7)).plusMillis(13);
    return time;
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
