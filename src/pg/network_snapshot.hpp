// The rows of tables that were replaced while a statement waited for them.
#pragma once

#include "network_tables.hpp"

extern "C" {
#include "access/htup.h"
}

namespace loopgenie::pg {

// Whether a row of the catalog was written by a transaction that the active snapshot does not see.
bool is_newer_than_snapshot(HeapTuple entry);

// A statement's snapshot is older than any lock it waits for: of tables that were swapped in,
// truncated and filled or rewritten meanwhile it would see no row. Then this makes the latest
// snapshot the active one while it lives; where a transaction keeps to one snapshot, or a query
// shares one with parallel workers, it throws Raised (40001). The tables are locked: nothing of the
// kind happens after this has looked.
class NetworkSnapshot {
 public:
  explicit NetworkSnapshot(const NetworkTables& tables);
  ~NetworkSnapshot();
  NetworkSnapshot(const NetworkSnapshot&) = delete;
  NetworkSnapshot& operator=(const NetworkSnapshot&) = delete;

 private:
  bool pushed_ = false;
  int exceptions_;
};

}  // namespace loopgenie::pg
