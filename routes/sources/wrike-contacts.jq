# Contacts of Wrike -> contacts, and their profiles (one for each account they belong to) as rows of their own.
def small: with_entries(.key |= ascii_downcase);

.data | {
  "wrike.contacts": map(del(.profiles) | small),
  "wrike.contacts_profiles": [.[] | .id as $contact | (.profiles // [])[]
    | {id: ($contact + "_" + .accountId), parent_id: $contact} + small]
}
