package io.caravan.sync;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.sql.SQLException;
import java.util.Map;

/** What became of the row that was written last, in the ledger and in the record of the step. */
final class Outcome {

  private static final Map<Action, String> DONE =
      Map.of(Action.CREATE, "created", Action.UPDATE, "updated", Action.DELETE, "deleted");

  private final Ledger ledger;
  private final Plan plan;

  Outcome(Ledger ledger, Plan plan) {
    this.ledger = ledger;
    this.plan = plan;
  }

  /** The write was done. */
  void confirmed(Sync sync, String remoteId) throws SQLException {
    Action action = sync.row().action();
    if (action == Action.CREATE && (remoteId == null || remoteId.isBlank())) {
      throw CaravanException.of(
              ErrorCode.E206, sync.target().destination() + " confirmed a create without an id")
          .where(where(sync))
          .fix("Run it again: the row is looked up before it is created a second time")
          .build();
    }
    if (action == Action.DELETE) {
      ledger.deleted(sync);
    } else {
      ledger.confirm(sync, action == Action.CREATE ? remoteId : null);
    }
    sync.answered();
    sync.count(DONE.get(action), 1);
  }

  /** The reply was lost: the write may have been done. */
  void unknown(Sync sync, CaravanException reason) throws SQLException {
    ledger.failed(sync, "UNKNOWN", reason.why());
    sync.lost(reason);
  }

  /** The destination does not take the row. The others go on; the next sync offers it again. */
  void rejected(Sync sync, CaravanException reason) throws SQLException {
    ledger.failed(sync, "REJECTED", reason.why());
    sync.answered();
    sync.count("rejected", 1);
    sync.refusals().byDestination(where(sync), reason);
  }

  /** A person deleted or archived the object over there; it is left alone from now on. */
  void orphaned(Sync sync, String reason) throws SQLException {
    ledger.failed(sync, "ORPHAN", reason);
    sync.answered();
    sync.count("orphaned", 1);
  }

  /** Says at the end of the step what did not go well. */
  void finish(Sync sync) throws SQLException {
    Refusals refusals = sync.refusals();
    if (refusals.count() > 0) {
      sync.step().note("refused", refusals.first());
    }
    if (refusals.count() > sync.rules().maxRejects()) {
      sync.step().failAtEnd(refusals.failure(sync.target()));
    }
    long unknown = sync.rules().dryRun() ? 0 : plan.unknown(sync);
    if (unknown > 0) {
      sync.count("unknown", unknown);
      sync.step()
          .failAtEnd(
              CaravanException.of(
                      ErrorCode.E201,
                      "It is not known whether "
                          + unknown
                          + " "
                          + sync.target().entity()
                          + " were written")
                  .why(sync.target().destination() + " lost the replies")
                  .fix("Run it again later: such rows are looked up before anything else")
                  .build());
    }
  }

  private static String where(Sync sync) {
    return sync.target().entity() + " " + sync.row().key();
  }
}
