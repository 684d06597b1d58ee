package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunState;
import io.caravan.sandbox.EnderTuringSandbox;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each rule by which records of Ender Turing become rows: what the service says, and the rows. */
class EnderTuringRulesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DAY = "2024-05-01";

  private static EnderTuringRig rig;
  private static EnderTuringSandbox service;
  private static int last;

  @BeforeAll
  static void start() {
    rig = new EnderTuringRig();
    service = rig.service();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> json(String text) throws Exception {
    return JSON.readValue(text.replace('\'', '"'), Map.class);
  }

  private static void load(String stream) {
    load(stream, RunOptions.NONE);
  }

  private static void load(String stream, RunOptions options) {
    Run run = rig.run(stream, options);
    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
  }

  /** Adds a session at noon of the day, and loads the day. */
  private static String session(String fields, Map<String, String> details) throws Exception {
    String id = "00000000-0000-4000-8000-%012d".formatted(++last);
    Map<String, Object> session = json("{'type':'call','start_dt':'" + DAY + "T12:00:00'}");
    session.put("id", id);
    session.putAll(json(fields));
    service.put("sessions", session);
    for (Map.Entry<String, String> detail : details.entrySet()) {
      service.setDetail(
          detail.getKey(),
          id,
          JSON.readValue(detail.getValue().replace('\'', '"').replace("$id", id), Object.class));
    }
    load(
        "enderturing.sessions",
        RunOptions.backfill("2024-05-01T00:00:00Z", "2024-05-02T00:00:00Z"));
    return id;
  }

  /** The rows of a session in a table, without the session itself. */
  private static List<String> rowsOf(String table, String id) throws Exception {
    return rig.rows(table).stream()
        .filter(row -> row.path("session_id").asText().equals(id))
        .map(row -> ((com.fasterxml.jackson.databind.node.ObjectNode) row).without("session_id"))
        .map(row -> row.toString().replace('"', '\''))
        .sorted()
        .toList();
  }

  private static String row(String table, Object id) throws Exception {
    JsonNode found =
        rig.rows(table).stream()
            .filter(row -> row.path("id").asText().equals(id.toString()))
            .findFirst()
            .orElseThrow();
    return found.toString().replace('"', '\'');
  }

  @Test
  void groupsOfAnAgentAreLinksAndALinkWithoutABeginningHasThatOf1900() throws Exception {
    service.put(
        "agents",
        json(
            "{'id':50,'name':'Zoe','phone_number':null,'is_active':true,"
                + "'deactivated_at':'0001-01-01T00:00:00','user':{'id':7},'reactions':[1],"
                + "'phone_number_aliases':['9'],'groups':[{'group_id':1,'start_dt':'0001-01-01T00:00:00'},"
                + "{'group_id':2,'start_dt':null},{'group_id':3,'start_dt':'2024-01-31T23:59:59.900000'}]}"));
    load("enderturing.agents");

    assertThat(row("agents", 50))
        .isEqualTo(
            "{'id':50,'name':'Zoe','is_active':true,'phone_number':null,'deactivated_at':null}");
    assertThat(
            rig.query(
                "select group_id || ' ' || (start_dt at time zone 'UTC') from"
                    + " enderturing.agent_group_associations where agent_id = 50 order by group_id"))
        .containsExactly("1 1900-01-01 00:00:00", "2 1900-01-01 00:00:00", "3 2024-02-01 00:00:00");
  }

  @Test
  void timesAreRoundedToSecondsAndAHalfToTheEvenOne() throws Exception {
    service.put(
        "categories",
        json(
            "{'id':50,'name':'A','created_at':'2024-05-01T10:00:00.5','updated_at':'2024-05-01T10:00:01.500000'}"));
    service.put(
        "categories",
        json(
            "{'id':51,'name':'B','created_at':'2024-05-01T10:00:00.499999','updated_at':'2024-05-01T10:00:00.500001'}"));
    load("enderturing.categories");

    assertThat(row("categories", 50))
        .contains(
            "'created_at':'2024-05-01T10:00:00+00:00'", "'updated_at':'2024-05-01T10:00:02+00:00'");
    assertThat(row("categories", 51))
        .contains(
            "'created_at':'2024-05-01T10:00:00+00:00'", "'updated_at':'2024-05-01T10:00:01+00:00'");
  }

  @Test
  void labelsOfCategoriesAndTagsAreLinksAndWhatIsForTheScreenGoes() throws Exception {
    service.put(
        "categories",
        json("{'id':60,'name':'C','labels':[{'id':1,'text':'x'},{'id':2,'text':'y'}]}"));
    service.put(
        "tags",
        json(
            "{'id':60,'name':'T','is_archived':false,'words':['a'],'phrases':['b'],'color':'#fff','labels':[{'id':3,'text':'z'}]}"));
    load("enderturing.categories");
    load("enderturing.tags");
    load("enderturing.labels");
    load("enderturing.groups");

    assertThat(
            rig.query(
                "select label_id::text from enderturing.category_labels where category_id = 60 order by 1"))
        .containsExactly("1", "2");
    assertThat(rig.query("select label_id::text from enderturing.tag_labels where tag_id = 60"))
        .containsExactly("3");
    assertThat(row("tags", 60)).doesNotContain("words", "phrases", "color", "labels");
    assertThat(row("labels", 1)).isEqualTo("{'id':1,'text':'Sales'}");
    assertThat(row("groups", 1))
        .isEqualTo("{'id':1,'name':'Team 1','is_default':true,'scorecard_id':1}");
  }

  @Test
  void partsAndPointsOfAScorecardAreTablesOfTheirOwn() throws Exception {
    service.put(
        "scorecards",
        json(
            "{'id':70,'name':'S','type':'points','is_default':false,'team_ids':[1],'categories':[{'id':71,'name':'P','scorecard_id':70,'sort_order':2,'points':[{'id':72,'scorecard_id':70,'category_id':71,'name':'Q','description':null,'sort_order':1,'critical':true,'max_score':5,'allow_partial_score':false,'score_values':[0,5],'user_data':{}}]}]}"));
    load("enderturing.scorecards");

    assertThat(row("scorecards", 70)).doesNotContain("team_ids", "categories");
    assertThat(row("scorecard_categories", 71))
        .contains("'scorecard_id':70", "'sort_order':2")
        .doesNotContain("points");
    assertThat(row("scorecard_points", 72))
        .contains("'scorecard_id':70", "'category_id':71", "'critical':true", "'max_score':5")
        .doesNotContain("score_values", "user_data");
  }

  @Test
  void theMachineIsUserZeroUnlessTheServiceHasOne() throws Exception {
    load("enderturing.users");
    assertThat(row("users", 0))
        .contains(
            "'email':'ender.turing@enderturing.com'",
            "'full_name':'Ender Turing'",
            "'is_active':false",
            "'is_superuser':false",
            "'invite_expires':'1900-01-01T00:00:00+00:00'");
    assertThat(row("users", 1)).doesNotContain("role_ids", "permissions");

    service.put("users", json("{'id':0,'email':'real@enderturing.example','is_active':true}"));
    load("enderturing.users");
    service.delete("users", 0);
    assertThat(row("users", 0)).contains("real@enderturing.example");
  }

  @Test
  void aSessionKeepsItsOwnFieldsAndNoneOfThoseThatAreWorkedOut() throws Exception {
    String id =
        session(
            "{'start_dt':'2024-05-01T11:59:59.6','end_dt':'2024-05-01T12:10:00','created_at':null,'updated_at':null,'compliance_matches':[],'ptp_kept_prediction':1,'comment_author_ids':[1],'group':{},'agent':{},'agent_name':'A','category_ids':[1],'emotions':{},'activity':{},'sentiments':{},'events_call_id':'e','low_quality':true,'duration':12.5,'overlaps_data':{'a':[1]},'nps':9}",
            Map.of());

    assertThat(row("sessions", id))
        .contains(
            "'start_dt':'2024-05-01T12:00:00+00:00'",
            "'duration':12.5",
            "'overlaps_data':{'a':[1]}",
            "'nps':9",
            "'additional_info':null")
        .doesNotContain(
            "end_dt",
            "created_at",
            "updated_at",
            "compliance",
            "ptp_kept",
            "author_ids",
            "'group'",
            "'agent'",
            "agent_name",
            "category_ids",
            "emotions",
            "activity",
            "sentiments",
            "events_call",
            "low_quality");
  }

  @Test
  void matchesOfTagsAreRowsAndOneWithoutATranscriptBelongsToTranscriptZero() throws Exception {
    String id =
        session(
            "{'tags':[{'id':4,'match':[{'score':0.75,'matched_corpus_text':'hi','is_agent':true,'transcript_id':9,'matched_query_text':'h','meta':{'k':1}},{'score':1,'transcript_id':null}]},{'id':5,'match':[]}]}",
            Map.of());

    assertThat(rowsOf("sessions_tags", id))
        .containsExactlyInAnyOrder(
            "{'meta':{'k':1},'score':0.75,'tag_id':4,'is_agent':true,'transcript_id':9,'matched_query_text':'h','matched_corpus_text':'hi'}",
            "{'meta':null,'score':1,'tag_id':4,'is_agent':null,'transcript_id':0,'matched_query_text':null,'matched_corpus_text':null}");
  }

  @Test
  void categoriesReviewersAndStatesAreLinks() throws Exception {
    String id =
        session(
            "{'categories':[{'id':2,'is_verified':null}],'reviewers':[{'id':3,'last_reviewed_at':'2024-05-02T08:00:00.2','name':'N'}],'crm_statuses':['won',{'code':5},null]}",
            Map.of());

    assertThat(rowsOf("sessions_categories", id))
        .containsExactly("{'category_id':2,'is_verified':null}");
    assertThat(rowsOf("sessions_reviewers", id))
        .containsExactly("{'reviewer_id':3,'last_reviewed_at':'2024-05-02T08:00:00+00:00'}");
    assertThat(rowsOf("sessions_crm_statuses", id))
        .containsExactlyInAnyOrder("{'crm_status':'won'}", "{'crm_status':'{\\'code\\':5}'}");

    service.change("sessions", id, json("{'categories':[{'id':2,'is_verified':true}]}"));
    load(
        "enderturing.sessions",
        RunOptions.backfill("2024-05-01T00:00:00Z", "2024-05-02T00:00:00Z"));
    assertThat(rowsOf("sessions_categories", id))
        .containsExactly("{'category_id':2,'is_verified':true}");
  }

  @Test
  void scoresArePointsOfAReviewerAndOlderOnesAreFlat() throws Exception {
    String id =
        session(
            "{'reviewers':[{'id':0},{'id':2}]}",
            Map.of(
                "scores",
                "[{'id':1,'session_id':'$id','scorecard_id':1,'reviewer_id':2,'point_scores':[{'scorecard_point_id':111,'score':3,'comment':'c','meta':{}},{'scorecard_point_id':112,'score':null}]},"
                    + "{'session_id':'$id','scorecard_id':2,'reviewer_id':0,'scorecard_point_id':211,'score':5,'point_scores':null}]"));

    assertThat(rowsOf("sessions_scores", id))
        .contains(
            "{'score':3,'comment':'c','reviewer_id':2,'scorecard_id':1,'scorecard_point_id':111}",
            "{'score':null,'comment':null,'reviewer_id':2,'scorecard_id':1,'scorecard_point_id':112}");
  }

  @Test
  void aSummaryIsAnObjectAListOrNothing() throws Exception {
    String one = session("{}", Map.of("summary", "{'id':1,'session_id':'$id','text':'One'}"));
    String several =
        session("{}", Map.of("summary", "[{'text':'First'},{'text':null},{'text':'Second'}]"));
    String none = session("{}", Map.of("summary", "null"));

    assertThat(rowsOf("sessions_summaries", one)).containsExactly("{'text':'One'}");
    assertThat(rowsOf("sessions_summaries", several))
        .containsExactly("{'text':'First\\n\\nSecond'}");
    assertThat(rowsOf("sessions_summaries", none)).isEmpty();
  }

  @Test
  void commentsAreOneRowAndNoneOfSeveralIsLost() throws Exception {
    String one =
        session(
            "{'comments_count':1}",
            Map.of(
                "comments",
                "[{'id':5,'session_id':'$id','author_id':2,'text':'Good','comments':[{'text':'Yes'}]}]"));
    String two =
        session(
            "{'comments_count':2}",
            Map.of(
                "comments",
                "[{'session_id':'$id','author_id':2,'text':'A'},{'session_id':'$id','author_id':3,'text':'B'}]"));

    assertThat(rowsOf("sessions_comments", one))
        .containsExactly("{'text':'Good','comments':'[{\\'text\\':\\'Yes\\'}]','author_id':2}");
    assertThat(rowsOf("sessions_comments", two).get(0))
        .contains("'author_id':2", "'text':'A'", "\\'text\\':\\'B\\'");
  }
}
