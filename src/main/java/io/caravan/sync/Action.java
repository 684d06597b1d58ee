package io.caravan.sync;

/** What a row of the plan asks for. The order is the one in which they are told to people. */
enum Action {
  CREATE,
  UPDATE,
  DELETE,
  /** An earlier write has an outcome that nobody knows: look before anything else. */
  FIND,
  SAME,
  /** A person deleted or archived the object over there; it is left alone. */
  ORPHANED;

  /**
   * The action as SQL, for {@code w} (gone, payload) left joined with the ledger {@code l}; the one
   * parameter says whether what a person deleted is created again.
   */
  static final String SQL =
      """
      case
        when l.state in ('SENT', 'UNKNOWN') then 'FIND'
        when w.gone then
          case when l.remote_id is not null and l.state in ('CONFIRMED', 'REJECTED') then 'DELETE' else 'SAME' end
        when l.state is null or l.state = 'DELETED' or (l.state = 'REJECTED' and l.remote_id is null) then 'CREATE'
        when l.state = 'ORPHAN' then case when ? then 'CREATE' else 'ORPHANED' end
        when l.payload = w.payload then 'SAME'
        when not exists (select from jsonb_each(w.payload) f where l.payload -> f.key is distinct from f.value)
          then 'SAME'
        else 'UPDATE'
      end
      """;

  /** The fields of {@code w.payload} that the ledger does not hold with the same value, as SQL. */
  static final String PATCH =
      """
      (select jsonb_object_agg(f.key, f.value) from jsonb_each(w.payload) f
        where l.payload -> f.key is distinct from f.value)
      """;
}
