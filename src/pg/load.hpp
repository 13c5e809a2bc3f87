// Reads a whole network from its tables.
#pragma once

#include "loop/network/network.hpp"
#include "network_tables.hpp"

namespace loopgenie::pg {

// One statement, in the caller's snapshot. Needs a connection to SPI. Throws Error(resource_cap)
// for more than loopgenie.max_edges edges, Error(broken_network) for rows that make no network.
Network load_network(const NetworkTables& tables, LengthsIn lengths);
// Throws Error(resource_cap) likewise, for a network that was prepared when more was allowed.
void require_allowed_size(const Network& network);

}  // namespace loopgenie::pg
