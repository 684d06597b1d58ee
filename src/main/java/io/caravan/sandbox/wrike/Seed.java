package io.caravan.sandbox.wrike;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** What a new account holds: invented by a seeded generator, the same on every machine. */
final class Seed {

  static final int TASKS = 1203;

  private static final Instant FIRST_DAY = Instant.parse("2026-01-05T08:00:00Z");
  private static final int MINUTE = 60;

  private static final List<String> SUBJECTS =
      List.of(
          "Proposal for %s",
          "Quote: %s, 2nd version",
          "Website of %s",
          "PROPOSAL (draft) – %s",
          "Call %s back",
          "Quotes of suppliers for %s",
          "Invoice %s",
          "Review proposals and quotes, %s");
  private static final List<String> CUSTOMERS =
      List.of(
          "Ågren & Søn", "O'Neill", "Müller \"Bau\"", "Smith, Jr.", "Kowalska", "日本商事", "Núñez");
  private static final List<String> STATUSES =
      List.of("Completed", "Completed", "Active", "Completed", "Deferred", "Active", "Cancelled");
  private static final List<String> PEOPLE =
      List.of(
          "Zoë Dubois",
          "José Ferreira",
          "Łukasz Novák",
          "Anaïs Moreau",
          "Björn Ågren",
          "Grace Brown",
          "Omar Khan",
          "Priya Sato",
          "Chloé Weiß");

  private final Account account;
  private final Random random = new Random(20_260_105);

  Seed(Account account) {
    this.account = account;
  }

  void sow() {
    List<String> people = contacts();
    List<String> folders = folders(people);
    customFields();
    workflows();
    tasks(people, folders);
    timelogs(people);
    auditLog(people);
  }

  private List<String> contacts() {
    List<String> people = new ArrayList<>();
    for (String name : PEOPLE) {
      String first = name.substring(0, name.indexOf(' '));
      Map<String, Object> contact = new LinkedHashMap<>();
      contact.put("firstName", first);
      contact.put("lastName", name.substring(first.length() + 1));
      contact.put("type", "Person");
      boolean guest = people.size() == 4;
      List<Map<String, Object>> profiles = new ArrayList<>();
      profiles.add(profile(Account.ID, people.size(), guest));
      if (guest) {
        profiles.add(profile("IEAAZZ", people.size(), true));
      }
      contact.put("profiles", profiles);
      contact.put("timezone", "Europe/Tallinn");
      contact.put("locale", "en");
      contact.put("deleted", people.size() == 7);
      contact.put("me", people.isEmpty());
      contact.put("title", people.size() % 2 == 0 ? "Sales" : "Engineer");
      contact.put("primaryEmail", email(people.size()));
      people.add(account.put(Kind.CONTACTS, contact));
    }
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("firstName", "Sales");
    group.put("lastName", "");
    group.put("type", "Group");
    group.put("profiles", List.of(Map.of("accountId", Account.ID)));
    group.put("deleted", false);
    group.put("memberIds", List.of(people.get(0), people.get(2)));
    account.put(Kind.CONTACTS, group);
    return people;
  }

  private static Map<String, Object> profile(String accountId, int person, boolean external) {
    Map<String, Object> profile = new LinkedHashMap<>();
    profile.put("accountId", accountId);
    profile.put("email", email(person));
    profile.put("role", external ? "Collaborator" : "User");
    profile.put("external", external);
    profile.put("admin", person == 0);
    profile.put("owner", person == 0);
    return profile;
  }

  private static String email(int person) {
    return "person" + person + "@wrike.example";
  }

  private List<String> folders(List<String> people) {
    account.put(Kind.SPACES, Map.of("title", "Sales", "accessType", "Public", "archived", false));
    List<String> folders = new ArrayList<>();
    for (int n = 0; n < 9; n++) {
      Map<String, Object> folder = new LinkedHashMap<>();
      folder.put("accountId", Account.ID);
      folder.put("title", n == 0 ? "Root" : "Folder " + n + " of " + CUSTOMERS.get(n % 7));
      folder.put("createdDate", at(n));
      folder.put("updatedDate", at(n * 3));
      folder.put("description", "");
      folder.put("sharedIds", List.of(people.get(0)));
      folder.put("parentIds", n == 0 ? List.of() : List.of(folders.get(0)));
      folder.put("childIds", List.of());
      folder.put("superParentIds", List.of());
      folder.put("scope", n == 0 ? "WsRoot" : n == 8 ? "RbFolder" : "WsFolder");
      folder.put("hasAttachments", false);
      folder.put("permalink", "https://www.wrike.example/open.htm?id=" + (900 + n));
      folder.put("workflowId", Kind.WORKFLOWS.prefix() + "0001");
      if (n % 3 == 1) {
        Map<String, Object> project = new LinkedHashMap<>();
        project.put("authorId", people.get(1));
        project.put("ownerIds", List.of(people.get(2)));
        project.put("status", "Green");
        project.put("startDate", "2026-01-05");
        project.put("endDate", "2026-06-30");
        project.put("createdDate", at(n));
        folder.put("project", project);
      }
      folders.add(account.put(Kind.FOLDERS, folder));
    }
    account.change(Kind.FOLDERS, folders.get(0), Map.of("childIds", folders.subList(1, 8)));
    account.restamp(Kind.FOLDERS, folders.get(0), at(1));
    return folders;
  }

  private void customFields() {
    for (String title : List.of("Value of the deal", "Region")) {
      Map<String, Object> field = new LinkedHashMap<>();
      field.put("accountId", Account.ID);
      field.put("title", title);
      field.put("type", title.startsWith("Value") ? "Currency" : "Text");
      field.put("sharedIds", List.of());
      field.put("settings", Map.of("inheritanceType", "All"));
      account.put(Kind.CUSTOM_FIELDS, field);
    }
    account.put(Kind.TIMELOG_CATEGORIES, Map.of("name", "Meetings", "order", 1, "hidden", false));
  }

  private void workflows() {
    List<Map<String, Object>> statuses = new ArrayList<>();
    for (String group : List.of("Active", "Completed", "Deferred", "Cancelled")) {
      Map<String, Object> status = new LinkedHashMap<>();
      status.put("id", statusId(group));
      status.put("name", group.equals("Active") ? "In progress" : group);
      status.put("standardName", !group.equals("Active"));
      status.put("color", "Blue");
      status.put("standard", true);
      status.put("group", group);
      status.put("hidden", false);
      statuses.add(status);
    }
    account.put(
        Kind.WORKFLOWS,
        Map.of("name", "Default", "standard", true, "hidden", false, "customStatuses", statuses));
  }

  /** The status that a group of statuses has in the one workflow there is. */
  static String statusId(String group) {
    return "IEAAACJM" + group.substring(0, 2).toUpperCase(Locale.ROOT);
  }

  private void tasks(List<String> people, List<String> folders) {
    for (int n = 0; n < TASKS; n++) {
      String status = STATUSES.get(random.nextInt(STATUSES.size()));
      int created = n * 7;
      int took = 20 + random.nextInt(40_000);
      String subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
      Map<String, Object> task = new LinkedHashMap<>();
      task.put("accountId", Account.ID);
      task.put("title", subject.formatted(CUSTOMERS.get(random.nextInt(CUSTOMERS.size()))));
      task.put("status", status);
      task.put("importance", List.of("Normal", "High", "Low").get(n % 3));
      task.put("createdDate", at(created));
      task.put("updatedDate", at(created + took));
      if (status.equals("Completed")) {
        task.put("completedDate", at(created + took - random.nextInt(20)));
      }
      task.put("dates", dates(n));
      task.put("scope", "WsTask");
      task.put("customStatusId", statusId(status));
      task.put("permalink", "https://www.wrike.example/open.htm?id=" + (10_000 + n));
      task.put("priority", "%026x".formatted(0x10_0000 + n));
      task.put("parentIds", List.of(folders.get(1 + n % 7)));
      task.put("responsibleIds", n % 4 == 0 ? List.of() : List.of(people.get(n % 9)));
      task.put("authorIds", List.of(people.get(0)));
      // Every fiftieth is part of the task before it.
      task.put(
          "superTaskIds",
          n % 50 == 49 ? List.of(Kind.TASKS.prefix() + "%04d".formatted(n)) : List.of());
      task.put(
          "customFields",
          n % 5 == 0
              ? List.of(
                  Map.of(
                      "id",
                      Kind.CUSTOM_FIELDS.prefix() + "0001",
                      "value",
                      String.valueOf(random.nextInt(90_000) / 100.0)))
              : List.of());
      account.put(Kind.TASKS, task);
    }
  }

  /** Without a zone, as planned dates are meant where the people are. */
  private static Map<String, Object> dates(int n) {
    if (n % 6 == 0) {
      return Map.of("type", "Backlog");
    }
    Map<String, Object> dates = new LinkedHashMap<>();
    dates.put("type", n % 6 == 1 ? "Milestone" : "Planned");
    if (n % 6 > 1) {
      dates.put("duration", 480 * (n % 6));
      dates.put("start", local(n, 9));
    }
    dates.put("due", local(n + n % 6, 17));
    return dates;
  }

  private static String local(int day, int hour) {
    return FIRST_DAY.plusSeconds(day * 24L * 60 * MINUTE).atOffset(ZoneOffset.UTC).toLocalDate()
        + "T%02d:00:00".formatted(hour);
  }

  private void timelogs(List<String> people) {
    for (int n = 0; n < 180; n++) {
      Map<String, Object> log = new LinkedHashMap<>();
      log.put("taskId", Kind.TASKS.prefix() + "%04d".formatted(1 + n * 5));
      log.put("userId", people.get(n % people.size()));
      log.put("categoryId", Kind.TIMELOG_CATEGORIES.prefix() + "0001");
      log.put("hours", (1 + n % 16) * 0.25);
      log.put("createdDate", at(n * 60));
      log.put("updatedDate", at(n * 60 + n % 30));
      log.put("trackedDate", local(n / 2, 0).substring(0, "2026-01-01".length()));
      log.put("comment", n % 3 == 0 ? "" : "Talked to " + CUSTOMERS.get(n % 7));
      account.put(Kind.TIMELOGS, log);
    }
  }

  private void auditLog(List<String> people) {
    for (int n = 0; n < 1100; n++) {
      Map<String, Object> event = new LinkedHashMap<>();
      boolean attached = n % 4 == 3;
      event.put("operation", attached ? "AttachmentAdded" : "TaskCreated");
      event.put("userId", people.get(n % people.size()));
      event.put("userEmail", email(n % people.size()));
      event.put("eventDate", at(n * 11));
      event.put("ipAddress", "192.0.2." + n % 250);
      event.put("objectType", attached ? "Attachment" : "Task");
      event.put("objectName", attached ? "offer-" + n + ".pdf" : "Task " + n);
      event.put("objectId", Kind.TASKS.prefix() + "%04d".formatted(n + 1));
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("Origin", n % 2 == 0 ? "Web" : "API");
      if (attached) {
        details.put("Attached To Name", "Task " + n);
      }
      event.put("details", details);
      account.put(Kind.AUDIT_LOG, event);
    }
  }

  /** A moment so many minutes after the first day began. */
  private static String at(int minutes) {
    return FIRST_DAY.plusSeconds((long) minutes * MINUTE).toString();
  }
}
