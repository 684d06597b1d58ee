# A page of sessions, or one alone -> rows of up to nine tables. What was asked for each session ($details) stands in its fields scores, summary, comments,
# transcripts and info. Times have no zone: they are meant at $zone, and are rounded to whole seconds (a half to the even one); years before 1900
# stand for no time. Lists that a page has whole are said to be so: links that are gone upstream then go here.
def seconds:
  # Most are whole seconds, and to look closer takes longer than all the rest.
  if length == 20 then .
  elif test("\\.[0-9]+Z$") then
    (.[0:19] + "Z" | fromdateiso8601) as $whole | ("0." + .[20:-1] | tonumber) as $part
    | if $part > 0.5 or ($part == 0.5 and $whole % 2 == 1) then $whole + 1 else $whole end | todateiso8601
  else . end;
def moment: if . == null or . == "" or .[0:4] < "1900" then null else local_time($zone) | seconds end;
def asked(name): ($details // []) | any(. == name);
def list: if . == null then [] elif type == "array" then . else [.] end;

# An answer of one object, of a list, or of none; texts of a session with several are put one below the other.
def summary($session):
  [.summary | list[] | .text // empty] | if . == [] then [] else [{session_id: $session, text: join("\n\n")}] end;

# The table has one row for a session: that of the first comment. With more of them, all stand in comments as JSON.
def comment($session):
  .comments | list
  | if . == [] then [] else
      [{session_id: $session, author_id: .[0].author_id, text: .[0].text,
        comments: (if length > 1 then tojson else .[0].comments | if . == null or type == "string" then . else tojson end end)}]
    end;

# Points within the score of a reviewer; older servers gave the points alone. Reviewer 0 is the machine.
def points($session):
  .scores | list[] | . as $score | (if has("point_scores") then .point_scores // [] else [.] end)[]
  | {session_id: $session, scorecard_id: $score.scorecard_id, reviewer_id: ($score.reviewer_id // 0),
     scorecard_point_id, score, comment};

# A match without a transcript belongs to transcript 0: the transcript is part of the key.
def matches($session):
  (.tags // [])[] | .id as $tag | (.match // [])[]
  | {session_id: $session, tag_id: $tag, score, matched_corpus_text, is_agent, transcript_id: (.transcript_id // 0),
     matched_query_text, meta};

# Said once and not for each session.
def left_out: [
  "scores", "summary", "comments", "transcripts", "info", "tags", "categories", "reviewers", "crm_statuses", "end_dt", "created_at",
  "updated_at", "compliance_matches", "ptp_kept_prediction", "comment_author_ids", "group", "agent", "agent_name", "category_ids", "emotions",
  "activity", "sentiments", "events_call_id", "low_quality"
];

# Only the session alone has additional_info, and whoever reads the list next would empty it.
def session($left_out; $info):
  without($left_out)
  + {start_dt: (.start_dt | moment), additional_info: (if $info then .info.additional_info else null end)};

(if type == "array" then . else .items end) as $items
| ($items | map(select(.id != null))) as $known
| ($known | map(.id)) as $ids
| ($known | if asked("scores") then . else map(select((.reviewers // []) == [])) end | map(.id)) as $scored
| ($known | if asked("comments") then . else map(select((.comments_count // 0) == 0)) end | map(.id)) as $commented
| left_out as $left_out
| asked("info") as $info
| {
    "enderturing.sessions": ($items | map(session($left_out; $info))),
    "enderturing.sessions_categories": [$known[] | .id as $id | (.categories // [])[]
      | {session_id: $id, category_id: .id, is_verified}],
    "enderturing.sessions_crm_statuses": [$known[] | .id as $id | (.crm_statuses | list[])
      | select(. != null) | {session_id: $id, crm_status: (if type == "string" then . else tojson end)}],
    "enderturing.sessions_reviewers": [$known[] | .id as $id | (.reviewers // [])[]
      | {session_id: $id, reviewer_id: .id, last_reviewed_at: (.last_reviewed_at | moment)}],
    "enderturing.sessions_tags": [$known[] | matches(.id)],
    "enderturing.sessions_scores": [$known[] | points(.id)],
    "enderturing.sessions_comments": [$known[] | comment(.id)[]],
    "enderturing.sessions_summaries": [$known[] | summary(.id)[]],
    "enderturing.sessions_categories of session_id": $ids,
    "enderturing.sessions_crm_statuses of session_id": $ids,
    "enderturing.sessions_reviewers of session_id": $ids,
    "enderturing.sessions_tags of session_id": $ids,
    "enderturing.sessions_scores of session_id": $scored,
    "enderturing.sessions_comments of session_id": $commented,
    "enderturing.sessions_summaries of session_id": (if asked("summary") then $ids else [] end)
  }
| if asked("transcripts") then . + {
    "enderturing.sessions_transcripts": [$known[] | .id as $id | (.transcripts.items // []) | to_entries[]
      | {session_id: $id, position: .key, item: .value}],
    "enderturing.sessions_transcripts of session_id": $ids
  } else . end
