-- One row per job of the last attempt of a run. Key: job_id.
{{ github_rows('workflow_jobs', {
    'job_id': ['{id}', 'bigint', 'id'],
    'run_id': ['{run_id}', 'bigint'],
    'repo_id': ['{repo_id}', 'bigint'],
    'job_name': ['{name}', 'text', 'name'],
    'status': ['{status}', 'text'],
    'conclusion': ['{conclusion}', 'text'],
    'runner_name': ['{runner_name}', 'text'],
    'started_at': ['{started_at}', 'timestamptz'],
    'completed_at': ['{completed_at}', 'timestamptz']
}) }}
