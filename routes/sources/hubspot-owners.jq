# Owners. Ids of users are numbers at HubSpot and texts in the table, like every other id.
def text: if . == null then null else tostring end;
[.results[] | {id, email, type, firstname: .firstName, lastname: .lastName, userid: (.userId | text), useridincludinginactive: (.userIdIncludingInactive | text),
  createdat: .createdAt, updatedat: .updatedAt, archived}]
