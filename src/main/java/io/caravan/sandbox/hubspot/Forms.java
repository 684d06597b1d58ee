package io.caravan.sandbox.hubspot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Marketing forms and what people sent with them. */
final class Forms {

  /** A form, with its number in the order of the list. */
  record Form(long number, String id, Map<String, Object> json) {
    boolean archived() {
      return (Boolean) json.get("archived");
    }
  }

  private final Map<String, Form> forms = new LinkedHashMap<>();
  private final Map<String, List<Map<String, Object>>> submissions = new LinkedHashMap<>();

  synchronized String add(String name, Instant at) {
    long number = forms.size() + 1L;
    String id = uuid("form " + number);
    forms.put(id, new Form(number, id, FormJson.of(id, name, at)));
    submissions.put(id, new ArrayList<>());
    return id;
  }

  synchronized void archive(String id, Instant at) {
    Map<String, Object> json = forms.get(id).json;
    json.put("archived", true);
    json.put("archivedAt", CrmObject.time(at));
    json.put("updatedAt", CrmObject.time(at));
  }

  synchronized List<Form> list(boolean archived) {
    return forms.values().stream().filter(form -> form.archived() == archived).toList();
  }

  /** Yields the id of the conversion. */
  synchronized String submit(String form, String email, String page, Instant at) {
    List<Map<String, Object>> sent = submissions.get(form);
    String id = uuid(form + " " + sent.size());
    Map<String, Object> submission = new LinkedHashMap<>();
    submission.put("conversionId", id);
    submission.put("submittedAt", at.toEpochMilli());
    submission.put(
        "values", List.of(Map.of("name", "email", "value", email, "objectTypeId", "0-1")));
    submission.put("pageUrl", page);
    sent.add(submission);
    return id;
  }

  /** The newest first. */
  synchronized List<Map<String, Object>> submissions(String form) {
    if (!submissions.containsKey(form)) {
      throw Refused.notFound("Form " + form + " does not exist");
    }
    List<Map<String, Object>> newest = new ArrayList<>(submissions.get(form));
    Collections.reverse(newest);
    return newest;
  }

  /** The same id for the same thing in every sandbox. */
  private static String uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .toString();
  }
}
