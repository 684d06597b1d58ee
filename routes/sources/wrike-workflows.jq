# Workflows of Wrike -> workflows, and their statuses as rows of their own: tasks name a status by customstatusid.
def small: with_entries(.key |= ascii_downcase);

.data | {
  "wrike.workflows": map(del(.customStatuses) | small),
  "wrike.workflows_statuses": [.[] | .id as $workflow | (.customStatuses // []) | to_entries[]
    | {parent_id: $workflow, position: .key} + (.value | small)]
}
