# The records whose links did not fit into this answer, each with where to go on; null when there are none.
[.results[] | select(.paging.next.after != null) | {id: .from.id, after: .paging.next.after}] | if . == [] then null else . end
