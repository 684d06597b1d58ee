# Runs of workflows -> rows. The table that says whose jobs were read is there from the first page on.
{
  "github.workflow_runs":
    (.workflow_runs | if "{{github.rows}}" == "item" then . else map({
      id, repo_id, name, display_title, workflow_id, path, run_number, run_attempt, event, status, conclusion, head_branch, head_sha, html_url,
      actor_id: .actor.id, actor_login: .actor.login, created_at, run_started_at, updated_at
    }) end),
  "github.workflow_runs_read": []
}
