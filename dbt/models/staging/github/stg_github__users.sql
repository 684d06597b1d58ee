-- One row per member of an organisation, those who left included. Key: user_id.
{{ github_rows('users', {
    'user_id': ['{id}', 'bigint', 'id'],
    'login': ['{login}', 'text'],
    'url': ['{html_url}', 'text', 'html_url'],
    'user_type': ['{type}', 'text', 'type']
}) }}
