-- One row per review. Key: review_id.
{{ github_rows('reviews', {
    'review_id': ['{id}', 'bigint', 'id'],
    'pull_request_id': ['{pull_id}', 'bigint', 'pull_id'],
    'repo_id': ['{repo_id}', 'bigint'],
    'user_id': ['{user,id}', 'bigint'],
    'user_login': ['{user,login}', 'text'],
    'state': ['{state}', 'text'],
    'submitted_at': ['{submitted_at}', 'timestamptz']
}) }}
