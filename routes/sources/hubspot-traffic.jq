# The report is an object with a list for each day.
[.[] | to_entries[] | .key as $day | .value[]
  | {id: ($day + "-" + .breakdown), date_key: ($day + "T00:00:00Z"), breakdown, visits, visitors, pageviewsminusexits: .pageviewsMinusExits,
     returningvisits: .returningVisits, rawviews: .rawViews, standardviews: .standardViews, bounces, time, timepersession: .timePerSession,
     pageviewspersession: .pageviewsPerSession, bouncerate: .bounceRate, newvisitorsessionrate: .newVisitorSessionRate}]
