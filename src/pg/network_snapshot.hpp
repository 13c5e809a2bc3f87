// The rows of a network that was put in the place of another while a statement waited for it.
#pragma once

#include "network_tables.hpp"

namespace loopgenie::pg {

// A statement's snapshot is older than any lock it waits for: of tables that were swapped in
// meanwhile it would see no row. Then this makes the latest snapshot the active one while it
// lives; where a transaction keeps to one snapshot it throws Raised (40001).
class NetworkSnapshot {
 public:
  explicit NetworkSnapshot(const NetworkTables& tables);
  ~NetworkSnapshot();
  NetworkSnapshot(const NetworkSnapshot&) = delete;
  NetworkSnapshot& operator=(const NetworkSnapshot&) = delete;

 private:
  bool pushed_;
  int exceptions_;
};

}  // namespace loopgenie::pg
