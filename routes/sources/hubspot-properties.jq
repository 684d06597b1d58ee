# Properties of one kind of records ($parent).
[.results[] | {id: ($parent.object_type + "." + .name), object_type: $parent.object_type, name, label, description, type, field_type: .fieldType,
  group_name: .groupName, calculated, hubspot_defined: .hubspotDefined, options: [.options[] | {label, value}]}]
