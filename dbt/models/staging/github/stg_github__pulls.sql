-- One row per pull request. Key: pull_request_id.
{{ github_rows('pulls', {
    'pull_request_id': ['{id}', 'bigint', 'id'],
    'repo_id': ['{repo_id}', 'bigint'],
    'pull_request_number': ['{number}', 'bigint', 'number'],
    'pull_request_url': ['{html_url}', 'text', 'html_url'],
    'pull_request_title': ['{title}', 'text', 'title'],
    'state': ['{state}', 'text'],
    'is_draft': ['{draft}', 'boolean', 'draft'],
    'user_id': ['{user,id}', 'bigint'],
    'user_login': ['{user,login}', 'text'],
    'created_at': ['{created_at}', 'timestamptz'],
    'updated_at': ['{updated_at}', 'timestamptz'],
    'closed_at': ['{closed_at}', 'timestamptz'],
    'merged_at': ['{merged_at}', 'timestamptz']
}) }}
