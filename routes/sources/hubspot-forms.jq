# Forms, without what they look like.
[.results[] | {id, name, archived, formtype: .formType, createdat: .createdAt, updatedat: .updatedAt}]
