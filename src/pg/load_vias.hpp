// What a request's walk must come by.
#pragma once

#include <vector>

#include "loop/network/network.hpp"
#include "loop/network/via.hpp"
#include "arguments.hpp"
#include "network_tables.hpp"

namespace loopgenie::pg {

// The edge nearest to each point, or the node where its end is. Throws
// Error(invalid_argument) where they are no points, too many, or too far from any trail. Needs a
// connection to SPI.
std::vector<Via> load_vias(const NetworkTables& tables, const Network& network,
                           const Geometry& points);

}  // namespace loopgenie::pg
