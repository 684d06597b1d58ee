# Asks for the links of $parents, from the beginning; or, with $page, of those whose links did not fit into the answer before.
{inputs: ($page // [$parents[] | {id}])}
