package io.caravan.sandbox.hubspot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The kinds of records. The first properties of each are those that come when none are asked for.
 * Definitions are {@code name:type}.
 */
enum ObjectType {
  CONTACTS(
      "contact",
      "0-1",
      3,
      "email:string firstname:string lastname:string hubspot_owner_id:enumeration phone:string lifecyclestage:enumeration jobtitle:string"),
  COMPANIES(
      "company",
      "0-2",
      2,
      "name:string domain:string city:string country:string industry:enumeration state:string phone:string lifecyclestage:enumeration hubspot_owner_id:enumeration"),
  DEALS(
      "deal",
      "0-3",
      5,
      "dealname:string amount:number closedate:datetime dealstage:enumeration pipeline:enumeration hubspot_owner_id:enumeration hubspot_team_id:enumeration amount_in_home_currency:number deal_currency_code:enumeration hs_forecast_amount:number"),
  TICKETS(
      "ticket",
      "0-5",
      4,
      "subject:string content:string hs_pipeline:enumeration hs_pipeline_stage:enumeration hs_ticket_priority:enumeration hs_ticket_category:enumeration hubspot_owner_id:enumeration closed_date:datetime"),
  GOAL_TARGETS(
      "goal_target",
      "0-74",
      1,
      "hs_goal_name:string hs_target_amount:number hs_start_datetime:datetime hs_end_datetime:datetime hs_created_by_user_id:number"),
  CALLS(
      "call",
      "0-48",
      0,
      "hs_timestamp:datetime hs_activity_type:enumeration hubspot_owner_id:enumeration hubspot_team_id:enumeration hs_engagement_type:enumeration hs_call_disposition:enumeration hs_call_duration:number hs_call_title:string hs_call_body:string hs_call_direction:enumeration hs_call_status:enumeration"),
  EMAILS(
      "email",
      "0-49",
      0,
      "hs_timestamp:datetime hs_activity_type:enumeration hubspot_owner_id:enumeration hubspot_team_id:enumeration hs_engagement_type:enumeration hs_email_subject:string hs_email_text:string hs_email_direction:enumeration hs_email_status:enumeration"),
  MEETINGS(
      "meeting",
      "0-47",
      0,
      "hs_timestamp:datetime hs_activity_type:enumeration hubspot_owner_id:enumeration hubspot_team_id:enumeration hs_engagement_type:enumeration hs_meeting_title:string hs_meeting_outcome:enumeration hs_meeting_start_time:datetime hs_meeting_end_time:datetime"),
  NOTES(
      "note",
      "0-46",
      0,
      "hs_timestamp:datetime hs_activity_type:enumeration hubspot_owner_id:enumeration hubspot_team_id:enumeration hs_engagement_type:enumeration hs_note_body:string"),
  TASKS(
      "task",
      "0-27",
      0,
      "hs_timestamp:datetime hs_activity_type:enumeration hubspot_owner_id:enumeration hubspot_team_id:enumeration hs_engagement_type:enumeration hs_task_subject:string hs_task_body:string hs_task_status:enumeration hs_task_priority:enumeration");

  private static final List<ObjectType> ENGAGEMENTS =
      List.of(CALLS, EMAILS, MEETINGS, NOTES, TASKS);

  private final String singular;
  private final String code;
  private final int usual;
  private final Map<String, String> definitions;

  ObjectType(String singular, String code, int usual, String definitions) {
    this.singular = singular;
    this.code = code;
    this.usual = usual;
    this.definitions = new java.util.LinkedHashMap<>();
    Stream.of(definitions.split(" "))
        .map(definition -> definition.split(":"))
        .forEach(pair -> this.definitions.put(pair[0], pair[1]));
    this.definitions.put("hs_object_id", "number");
    this.definitions.put(created(), "datetime");
    this.definitions.put(modified(), "datetime");
  }

  /** The kind that a part of a path names, in the plural or the singular. */
  static ObjectType of(String name) {
    return find(name)
        .orElseThrow(() -> Refused.validation("Unable to infer object type from: " + name));
  }

  static java.util.Optional<ObjectType> find(String name) {
    return Arrays.stream(values())
        .filter(
            type ->
                type.plural().equals(name) || type.singular.equals(name) || type.code.equals(name))
        .findFirst();
  }

  static List<ObjectType> engagements() {
    return ENGAGEMENTS;
  }

  String plural() {
    return name().toLowerCase(Locale.ROOT);
  }

  String singular() {
    return singular;
  }

  String code() {
    return code;
  }

  boolean isEngagement() {
    return ordinal() >= CALLS.ordinal();
  }

  /** {@code CALL} and so on. */
  String engagementType() {
    return singular.toUpperCase(Locale.ROOT);
  }

  /** Names of properties that come without being asked for. */
  List<String> usualProperties() {
    return definitions.keySet().stream().limit(usual).toList();
  }

  /** Name and type of every property, beginning with the usual ones. */
  Map<String, String> definitions() {
    return definitions;
  }

  boolean hasProperty(String property) {
    return definitions.containsKey(property) || property.startsWith("custom_");
  }

  /**
   * The property that tells when a record was changed; contacts have a name of their own for it.
   */
  String modified() {
    return singular.equals("contact") ? "lastmodifieddate" : "hs_lastmodifieddate";
  }

  String created() {
    return List.of("contact", "company", "deal", "ticket").contains(singular)
        ? "createdate"
        : "hs_createdate";
  }

  /** What a caller has to be granted to read such records. Engagements are read with contacts. */
  String scope() {
    return switch (this) {
      case TICKETS -> "tickets";
      case GOAL_TARGETS -> "crm.objects.goals.read";
      case COMPANIES, DEALS -> "crm.objects." + plural() + ".read";
      default -> "crm.objects.contacts.read";
    };
  }
}
