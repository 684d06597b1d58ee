# Pipelines of one kind of records ($parent) and their stages.
$parent.object_type as $type
| {
    "hubspot.pipelines": [.results[] | {id: ($type + "_" + .id), object_type: $type, pipeline_id: .id, label, display_order: .displayOrder,
      createdat: .createdAt, updatedat: .updatedAt, archived}],
    "hubspot.pipeline_stages": [.results[] | .id as $pipeline | .stages[] | {id: ($type + "_" + $pipeline + "_" + .id), object_type: $type,
      pipeline_id: $pipeline, stage_id: .id, label, display_order: .displayOrder, probability: .metadata.probability,
      is_closed: (.metadata.isClosed == "true" or .metadata.ticketState == "CLOSED"), createdat: .createdAt, updatedat: .updatedAt, archived}]
  }
