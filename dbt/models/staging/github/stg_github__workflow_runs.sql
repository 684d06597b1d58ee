-- One row per run of a workflow. Key: run_id.
{{ github_rows('workflow_runs', {
    'run_id': ['{id}', 'bigint', 'id'],
    'repo_id': ['{repo_id}', 'bigint'],
    'workflow_id': ['{workflow_id}', 'bigint'],
    'workflow_name': ['{name}', 'text', 'name'],
    'run_number': ['{run_number}', 'bigint'],
    'run_attempt': ['{run_attempt}', 'bigint'],
    'event': ['{event}', 'text'],
    'status': ['{status}', 'text'],
    'conclusion': ['{conclusion}', 'text'],
    'branch': ['{head_branch}', 'text', 'head_branch'],
    'commit_id': ['{head_sha}', 'text', 'head_sha'],
    'run_url': ['{html_url}', 'text', 'html_url'],
    'created_at': ['{created_at}', 'timestamptz'],
    'started_at': ['{run_started_at}', 'timestamptz', 'run_started_at'],
    'updated_at': ['{updated_at}', 'timestamptz']
}) }}
