-- One row per commit of a repository. Key: repo_id, commit_id.
{{ github_rows('commits', {
    'commit_id': ['{sha}', 'text', 'sha'],
    'repo_id': ['{repo_id}', 'bigint'],
    'commit_url': ['{html_url}', 'text', 'html_url'],
    'message': ['{commit,message}', 'text', 'message'],
    'author_id': ['{author,id}', 'bigint'],
    'author_login': ['{author,login}', 'text'],
    'author_name': ['{commit,author,name}', 'text'],
    'authored_at': ['{commit,author,date}', 'timestamptz', 'author_date'],
    'committed_at': ['{commit,committer,date}', 'timestamptz', 'committer_date']
}) }}
