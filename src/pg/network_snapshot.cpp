#include "network_snapshot.hpp"

#include <exception>

extern "C" {
#include "access/htup_details.h"
#include "access/transam.h"
#include "access/xact.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
}

namespace loopgenie::pg {
namespace {

// Made, filled anew (TRUNCATE) or rewritten (ALTER TABLE) by a transaction that the snapshot does
// not see. Whoever does any of this writes the table's row of pg_class.
bool is_newer_than_snapshot(Oid relation) {
  HeapTuple const entry = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
  if (!HeapTupleIsValid(entry)) return false;
  const TransactionId made = HeapTupleHeaderGetXmin(entry->t_data);
  ReleaseSysCache(entry);
  return TransactionIdIsNormal(made) && !TransactionIdIsCurrentTransactionId(made) &&
         XidInMVCCSnapshot(made, GetActiveSnapshot());
}

void push_latest() {
  if (IsolationUsesXactSnapshot() || IsInParallelMode()) {
    ereport(ERROR, (errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
                    errmsg("the network was replaced after this transaction began"),
                    errhint("Begin the transaction again.")));
  }
  PushActiveSnapshot(GetLatestSnapshot());
}

}  // namespace

NetworkSnapshot::NetworkSnapshot(const NetworkTables& tables)
    : exceptions_(std::uncaught_exceptions()) {
  for (const NetworkTable& table : tables.all()) {
    if (!call([&] { return is_newer_than_snapshot(table.oid); })) continue;
    call(push_latest);
    pushed_ = true;
    return;
  }
}

NetworkSnapshot::~NetworkSnapshot() {
  // While an exception passes, the end of the (sub)transaction pops it.
  if (pushed_ && std::uncaught_exceptions() == exceptions_) PopActiveSnapshot();
}

}  // namespace loopgenie::pg
