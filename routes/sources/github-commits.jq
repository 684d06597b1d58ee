# Commits -> rows. author and committer are users of GitHub, or null where the address of a commit belongs to none.
if "{{github.rows}}" == "item" then . else map({
  repo_id, sha, html_url, message: .commit.message,
  author_id: .author.id, author_login: .author.login,
  author_name: .commit.author.name, author_email: .commit.author.email, author_date: .commit.author.date,
  committer_id: .committer.id, committer_login: .committer.login,
  committer_name: .commit.committer.name, committer_email: .commit.committer.email, committer_date: .commit.committer.date,
  parents: [.parents[]?.sha], comment_count: .commit.comment_count, verified: .commit.verification.verified
}) end
