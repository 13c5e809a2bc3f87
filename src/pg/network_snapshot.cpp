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

// Made, filled anew (TRUNCATE) or rewritten (ALTER TABLE) since: whoever does any of this writes
// the table's row of pg_class.
bool was_replaced(Oid relation) {
  HeapTuple const entry = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
  if (!HeapTupleIsValid(entry)) return false;
  const bool newer = is_newer_than_snapshot(entry);
  ReleaseSysCache(entry);
  return newer;
}

void push_latest() {
  if (IsolationUsesXactSnapshot() || IsInParallelMode()) {
    ereport(ERROR, (errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
                    errmsg("the network was replaced after this transaction began"),
                    errhint(IsolationUsesXactSnapshot() ? "Begin the transaction again."
                                                        : "Run the statement again.")));
  }
  PushActiveSnapshot(GetLatestSnapshot());
}

}  // namespace

bool is_newer_than_snapshot(HeapTuple entry) {
  const TransactionId writer = HeapTupleHeaderGetXmin(entry->t_data);
  return TransactionIdIsNormal(writer) && !TransactionIdIsCurrentTransactionId(writer) &&
         XidInMVCCSnapshot(writer, GetActiveSnapshot());
}

NetworkSnapshot::NetworkSnapshot(const NetworkTables& tables)
    : exceptions_(std::uncaught_exceptions()) {
  for (const NetworkTable& table : tables.all()) {
    if (!call([&] { return was_replaced(table.oid); })) continue;
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
