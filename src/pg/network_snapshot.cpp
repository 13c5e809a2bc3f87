#include "network_snapshot.hpp"

#include <exception>

extern "C" {
#include "access/htup_details.h"
#include "access/transam.h"
#include "access/xact.h"
#include "utils/lsyscache.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
}

namespace loopgenie::pg {
namespace {

bool is_newer_than_snapshot(Oid relation) {
  HeapTuple const entry = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
  if (!HeapTupleIsValid(entry)) return false;
  const TransactionId made = HeapTupleHeaderGetXmin(entry->t_data);
  ReleaseSysCache(entry);
  return TransactionIdIsNormal(made) && !TransactionIdIsCurrentTransactionId(made) &&
         XidInMVCCSnapshot(made, GetActiveSnapshot());
}

bool push_newer(Oid schema) {
  if (!is_newer_than_snapshot(get_relname_relid("edge", schema))) return false;
  if (IsolationUsesXactSnapshot() || IsInParallelMode()) {
    ereport(ERROR, (errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
                    errmsg("the network was replaced after this transaction began"),
                    errhint("Begin the transaction again.")));
  }
  PushActiveSnapshot(GetLatestSnapshot());
  return true;
}

}  // namespace

NetworkSnapshot::NetworkSnapshot(const NetworkTables& tables)
    : pushed_(call([&] { return push_newer(tables.oid()); })),
      exceptions_(std::uncaught_exceptions()) {}

NetworkSnapshot::~NetworkSnapshot() {
  // While an exception passes, the end of the (sub)transaction pops it.
  if (pushed_ && std::uncaught_exceptions() == exceptions_) PopActiveSnapshot();
}

}  // namespace loopgenie::pg
