# Jobs of one run -> rows. A page that is not full is the last one: only then the run counts as read.
(.jobs | map(. + {repo_id: ($parent.repo_id | tonumber)}))
| {
    "github.workflow_jobs":
      (if "{{github.rows}}" == "item" then . else map({
        id, run_id, repo_id, run_attempt, name, workflow_name, status, conclusion, head_branch, head_sha, html_url, runner_name, labels,
        steps, created_at, started_at, completed_at
      }) end),
    "github.workflow_jobs of run_id": [$parent.id],
    "github.workflow_runs_read": (if length < $size then [{id: $parent.id, updated_at: $parent.updated_at}] else [] end)
  }
