# What else is asked for a session: its summary always, scores where somebody has reviewed it, comments where there are some. info is the
# session alone, which tells additional_info. A session without an id has nothing that could be asked for.
if .id == null then {} else
  ("/api/v1/sessions/" + (.id | tostring | @uri)) as $own
  | {
      summary: ($own + "/summary"),
      scores: (if (.reviewers // []) == [] then null else $own + "/scores" end),
      comments: (if (.comments_count // 0) > 0 then $own + "/comments" else null end),
      transcripts: ($own + "/transcripts"),
      info: $own
    }
end
