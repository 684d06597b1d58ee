# Members -> rows.
if "{{github.rows}}" == "item" then . else map({id, login, html_url, type, site_admin, node_id, avatar_url}) end
