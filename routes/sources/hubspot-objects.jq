# Records of HubSpot -> rows: what is in properties, and what stands beside it. Column names are in small letters, as the tables had them before
# Caravan. HubSpot writes nothing as an empty text; a column of numbers or times wants null for that.
[.results[]
  | (.properties | with_entries(if .value == "" then .value = null else . end))
    + {id, createdat: .createdAt, updatedat: .updatedAt, archived: (.archived // false), archivedat: .archivedAt}]
