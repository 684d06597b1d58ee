[.results[] | {id, name, archived, formtype: .formType, createdat: .createdAt, updatedat: .updatedAt}]
