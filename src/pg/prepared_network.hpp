// The prepared network of the version of the tables that the caller's snapshot sees.
//
// Where the tables tell their version (loopgenie built them) and that version is committed, it
// is prepared once for the server: a file in the folder loopgenie of the data directory, named
// after database, schema and version, written whole under another name and then renamed, and
// mapped read-only by every backend. It is derived data: a missing file is made again, a torn or
// foreign one is noticed by its header and checksum. Otherwise (uncommitted changes of the
// caller's own transaction, tables made by hand, row-level security) the network is loaded for
// this one call: what is seen is always what the tables hold in the caller's snapshot.
#pragma once

#include "loop/network/network.hpp"
#include "network_tables.hpp"

namespace loopgenie::pg {

class PreparedNetwork {
 public:
  // Needs a connection to SPI. Throws Raised (42501) without SELECT on the tables,
  // Error(resource_cap) for more than loopgenie.max_edges edges.
  explicit PreparedNetwork(const NetworkTables& tables);
  ~PreparedNetwork();
  PreparedNetwork(const PreparedNetwork&) = delete;
  PreparedNetwork& operator=(const PreparedNetwork&) = delete;

  const Network& network() const { return network_; }

 private:
  struct Mapping* mapping_ = nullptr;  // null for a network of this call's own
  Network network_;
};

}  // namespace loopgenie::pg
