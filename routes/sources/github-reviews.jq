# Reviews of one pull request -> rows. A page that is not full is the last one: only then the pull request counts as read, so that a read that is
# broken off between two pages is made again.
map(. + {pull_id: $parent.id, repo_id: ($parent.repo_id | tonumber)})
| {
    "github.reviews":
      (if "{{github.rows}}" == "item" then . else map({
        id, pull_id, repo_id, user_id: .user.id, user_login: .user.login, state, body, commit_id, html_url, author_association, submitted_at
      }) end),
    "github.reviews of pull_id": [$parent.id],
    "github.pulls_reviewed": (if length < $size then [{id: $parent.id, updated_at: $parent.updated_at}] else [] end)
  }
