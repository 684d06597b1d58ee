-- One row per repository. Key: repo_id.
{{ github_rows('repos', {
    'repo_id': ['{id}', 'bigint', 'id'],
    'repo_name': ['{name}', 'text', 'name'],
    'full_name': ['{full_name}', 'text'],
    'repo_url': ['{html_url}', 'text', 'html_url'],
    'is_private': ['{private}', 'boolean', 'private'],
    'is_archived': ['{archived}', 'boolean', 'archived'],
    'created_at': ['{created_at}', 'timestamptz'],
    'pushed_at': ['{pushed_at}', 'timestamptz']
}) }}
