# Repositories -> rows, and the name under which each of those was asked for that are named one by one. A null name (a list of an organisation)
# names none; the table of names is there all the same.
{
  "github.repos":
    (if "{{github.rows}}" == "item" then . else map({
      id, full_name, name, owner_id: .owner.id, owner_login: .owner.login, html_url, description, private, visibility, fork, archived, disabled,
      default_branch, language, stargazers_count, forks_count, open_issues_count, size, created_at, updated_at, pushed_at
    }) end),
  "github.repository_names":
    (if $parent.full_name == null then [] else map({full_name: $parent.full_name, repo_id: .id}) end)
}
