# Pull requests -> rows. The table that says whose reviews were read is there from the first page on.
{
  "github.pulls":
    (if "{{github.rows}}" == "item" then . else map({
      id, repo_id, number, html_url, title, body, state, draft, locked, user_id: .user.id, user_login: .user.login, author_association,
      base_ref: .base.ref, head_ref: .head.ref, head_sha: .head.sha, merge_commit_sha, labels: [.labels[]?.name],
      created_at, updated_at, closed_at, merged_at
    }) end),
  "github.pulls_reviewed": []
}
