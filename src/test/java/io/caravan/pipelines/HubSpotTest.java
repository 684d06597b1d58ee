package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.contracts.HubSpotContract;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import io.caravan.sandbox.HubSpotSandbox;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Everything from HubSpot: the real routes, its sandbox over HTTP held to the vendor's contract,
 * PostgreSQL and dbt. Each test begins where a finished run has left off.
 */
class HubSpotTest {

  /** How many rows there are after the first run, deleted ones included. */
  private static final Map<String, Integer> ROWS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("calls", 25),
              Map.entry("companies", 45),
              Map.entry("contacts", 230),
              Map.entry("contacts_companies", 182),
              Map.entry("deals", 125),
              Map.entry("deals_companies", 126),
              Map.entry("deals_contacts", 121),
              Map.entry("emails", 25),
              Map.entry("engagements", 125),
              Map.entry("engagements_companies", 60),
              Map.entry("engagements_contacts", 125),
              Map.entry("engagements_deals", 60),
              Map.entry("form_submissions", 127),
              Map.entry("forms", 3),
              Map.entry("goals", 8),
              Map.entry("meetings", 25),
              Map.entry("notes", 25),
              Map.entry("owners", 5),
              Map.entry("pipeline_stages", 9),
              Map.entry("pipelines", 3),
              Map.entry("properties", 46),
              Map.entry("tasks", 25),
              Map.entry("teams", 3),
              Map.entry("tickets", 30),
              Map.entry("tickets_companies", 30),
              Map.entry("tickets_contacts", 30)));

  private static HubSpotRig rig;
  private static HubSpotSandbox hubspot;
  private static List<String> problems;

  @BeforeAll
  static void loadEverything() throws Exception {
    HubSpotContract contract = HubSpotContract.load();
    rig = new HubSpotRig(Map.of());
    hubspot = rig.hubspot();
    problems = contract.hear(rig.sandbox());
    succeeds("hubspot");
    Map<String, Integer> rows = new TreeMap<>();
    rig.versions().forEach((table, versions) -> rows.put(table, versions.size()));
    // The visits are those of every day since the site opened.
    rows.remove("marketings");
    assertThat(rows).isEqualTo(ROWS);
  }

  @AfterAll
  static void stop() {
    if (rig != null) {
      rig.close();
    }
  }

  @Test
  void aSecondRunWritesNoRow() throws Exception {
    succeeds(rig.runStreams());
    Map<String, List<String>> before = rig.versions();

    Run second = succeeds(rig.runStreams());

    assertThat(rig.versions()).isEqualTo(before);
    assertThat(HubSpotRig.step(second, "hubspot.deals").counts().get("read")).isLessThan(10);
    assertThat(problems).isEmpty();
  }

  @Test
  void exactlyWhatWasChangedAddedArchivedOrUnlinkedIsWritten() throws Exception {
    succeeds(rig.runStreams());
    Map<String, List<String>> before = rig.versions();
    Map<String, Set<String>> expected = new TreeMap<>();
    long changed = hubspot.ids("deals").get(3);
    hubspot.change("deals", changed, Map.of("amount", "12.50", "closedate", ""));
    long restored = hubspot.archivedIds("deals").get(0);
    hubspot.restore("deals", restored);
    expected.put("deals", ids(changed, restored));
    expected.put("deals_companies", links("deals", restored, "companies"));
    expected.put("deals_contacts", links("deals", restored, "contacts"));
    long contact = hubspot.create("contacts", Map.of("email", "new@example.com"));
    expected.put("contacts", ids(contact));
    long company = hubspot.ids("companies").get(42);
    hubspot.archive("companies", company);
    expected.put("companies", ids(company));
    long deal = hubspot.ids("deals").get(10);
    long other = hubspot.ids("companies").get(41);
    hubspot.link("deals", deal, "companies", other, "Reseller");
    expected.get("deals_companies").add(deal + "_" + other);
    long unlinked = hubspot.ids("deals").get(0);
    long left = hubspot.linked("deals", unlinked, "companies").get(0);
    hubspot.unlink("deals", unlinked, "companies", left);
    expected.get("deals_companies").add(unlinked + "_" + left);
    long call = hubspot.ids("calls").get(1);
    hubspot.archive("calls", call);
    expected.put("calls", ids(call));
    expected.put("engagements", ids(call));
    expected.put("engagements_companies", links("calls", call, "companies"));
    expected.put("engagements_contacts", links("calls", call, "contacts"));
    expected.put("engagements_deals", links("calls", call, "deals"));
    String form = hubspot.forms().get(0);
    expected.put("form_submissions", Set.of(form + "_" + hubspot.submit(form, "a@example.com")));
    String archivedForm = hubspot.forms().get(2);
    hubspot.archiveForm(archivedForm);
    expected.put("forms", Set.of(archivedForm));
    long owner = hubspot.owners().get(4);
    hubspot.archiveOwner(owner);
    expected.put("owners", ids(owner));
    hubspot.addTeam("Night shift");
    expected.put("teams", Set.of("303"));
    hubspot.renamePipeline("deals", "71501", "Renewals 2027");
    expected.put("pipelines", Set.of("deals_71501"));
    LocalDate yesterday = rig.today().minusDays(1);
    hubspot.correctTraffic(yesterday, "direct", 999);
    expected.put("marketings", Set.of(yesterday + "-direct"));

    succeeds("hubspot");

    assertThat(written(before, rig.versions())).isEqualTo(expected);
    assertThat(
            rig.one(
                "select amount || ' ' || (closedate is null) from hubspot.deals where id = '"
                    + changed
                    + "'"))
        .isEqualTo("12.50 true");
    assertThat(
            rig.query("select id from hubspot.companies where archived and archivedat is not null"))
        .contains(String.valueOf(company));
    assertThat(rig.query("select id from hubspot.deals where archived"))
        .containsExactlyInAnyOrderElementsOf(texts(hubspot.archivedIds("deals")));
    assertThat(rig.query("select id from hubspot.deals_companies where _deleted_at is not null"))
        .containsExactly(unlinked + "_" + left);
    assertThat(problems).isEmpty();
    theMartIsAsHubSpotSays();
  }

  @Test
  void theMartHasEachDealOnceWithItsCompanyOwnerAndStage() throws Exception {
    theMartIsAsHubSpotSays();
    assertThat(rig.one("select count(*) from analytics.hubspot_deals where is_won"))
        .isEqualTo(
            rig.one(
                "select count(*) from hubspot.deals where dealstage = 'closedwon' and not archived"));
    assertThat(rig.query("select distinct pipeline_name from analytics.hubspot_deals"))
        .containsExactly("Sales");
    assertThat(
            rig.query(
                "select distinct owner_name from analytics.hubspot_deals where owner_id = '40'"))
        .containsExactly("Zoë Núñez");
  }

  @Test
  void aMissingScopeStopsItsStreamAndIsNamed() {
    hubspot.withdrawScope("crm.objects.owners.read");
    try {
      Run run = rig.run("hubspot.owners");

      assertThat(run.state()).isEqualTo(RunState.FAILED);
      assertThat(run.failure().code()).isEqualTo(ErrorCode.E204);
      assertThat(run.failure().why()).contains("crm.objects.owners.read");
      assertThat(run.failure().fixes()).isNotEmpty();
    } finally {
      hubspot.grantScope("crm.objects.owners.read");
    }
  }

  @Test
  void aStormOf429IsWaitedOutAndNothingIsDoubled() throws Exception {
    Map<String, List<String>> before = rig.versions();
    String body =
        "{\"status\":\"error\",\"message\":\"You have reached your ten_secondly_rolling limit.\","
            + "\"errorType\":\"RATE_LIMIT\",\"policyName\":\"TEN_SECONDLY_ROLLING\"}";
    hubspot.failNext(null, "/crm/", 429, body, "application/json", Map.of("Retry-After", "1"), 3);

    Run run = succeeds("hubspot.deals_companies");

    assertThat(hubspot.faultsWaiting()).isZero();
    assertThat(HubSpotRig.step(run, "hubspot.deals_companies").counts().get("calls"))
        .isGreaterThanOrEqualTo(5);
    assertThat(rig.versions().get("deals_companies")).isEqualTo(before.get("deals_companies"));
  }

  @Test
  void aStreamOfMoreThanTenThousandRecordsIsReadToItsEnd() throws Exception {
    for (int i = 0; i < 10_050; i++) {
      hubspot.create("goal_targets", Map.of("hs_goal_name", "Goal " + i));
    }

    succeeds("hubspot.goals");

    assertThat(rig.query("select id from hubspot.goals"))
        .containsExactlyInAnyOrderElementsOf(texts(hubspot.ids("goal_targets")));
  }

  @Test
  void linksThatDoNotFitIntoAnAnswerAreAskedForAgain() throws Exception {
    long ticket = hubspot.ids("tickets").get(0);
    for (int i = 0; i < 7; i++) {
      hubspot.link("tickets", ticket, "contacts", hubspot.ids("contacts").get(100 + i), null);
    }
    hubspot.setAssociationPage(3);
    try {
      succeeds("hubspot.tickets_contacts");
    } finally {
      hubspot.setAssociationPage(500);
    }

    assertThat(
            rig.query(
                "select id from hubspot.tickets_contacts where parent_id = '"
                    + ticket
                    + "' and _deleted_at is null"))
        .containsExactlyInAnyOrderElementsOf(links("tickets", ticket, "contacts"))
        .hasSizeGreaterThanOrEqualTo(8);
  }

  private static void theMartIsAsHubSpotSays() throws Exception {
    List<Long> deals = hubspot.ids("deals");
    Set<Long> companies = Set.copyOf(hubspot.ids("companies"));
    List<String> expected =
        deals.stream()
            .map(
                deal ->
                    deal
                        + " "
                        + hubspot.linked("deals", deal, "companies").stream()
                            .filter(companies::contains)
                            .count()
                        + " "
                        + hubspot.linked("deals", deal, "contacts").stream()
                            .filter(Set.copyOf(hubspot.ids("contacts"))::contains)
                            .count())
            .toList();
    assertThat(
            rig.query(
                "select deal_id || ' ' || number_of_companies || ' ' || number_of_contacts"
                    + " from analytics.hubspot_deals"))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(rig.one("select sum(amount) from analytics.hubspot_deals"))
        .isEqualTo(rig.one("select sum(amount) from hubspot.deals where not archived"));
    assertThat(
            rig.one(
                "select count(*) from analytics.hubspot_deals where number_of_companies > 0"
                    + " and company_id is null"))
        .isEqualTo("0");
  }

  private static Run succeeds(String name) {
    return succeeds(rig.run(name));
  }

  private static Run succeeds(Run run) {
    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    return run;
  }

  private static Set<String> links(String type, long id, String toType) {
    return hubspot.linked(type, id, toType).stream()
        .map(linked -> id + "_" + linked)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> ids(long... ids) {
    return Arrays.stream(ids)
        .mapToObj(String::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> texts(List<Long> ids) {
    return ids.stream().map(String::valueOf).toList();
  }

  /** The ids of the rows that were written between two looks, by table. */
  private static Map<String, Set<String>> written(
      Map<String, List<String>> before, Map<String, List<String>> after) {
    Map<String, Set<String>> written = new TreeMap<>();
    after.forEach(
        (table, versions) -> {
          Set<String> old = Set.copyOf(before.getOrDefault(table, List.of()));
          Set<String> fresh =
              versions.stream()
                  .filter(version -> !old.contains(version))
                  .map(version -> version.replaceFirst(" \\d+$", ""))
                  .collect(Collectors.toCollection(TreeSet::new));
          if (!fresh.isEmpty()) {
            written.put(table, fresh);
          }
        });
    return written;
  }
}
