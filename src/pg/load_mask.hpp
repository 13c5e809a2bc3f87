// Which edges a request may not walk, beside what the edges say themselves.
#pragma once

#include <vector>

#include "loop/network/network.hpp"
#include "arguments.hpp"
#include "network_tables.hpp"

namespace loopgenie::pg {

// Those that come within 10 m of points, lines or areas. Throws Error(invalid_argument) where these
// lie nowhere in degrees. Needs a connection to SPI, as do the others.
std::vector<EdgeIndex> load_avoided(const NetworkTables& tables, const Network& network,
                                    const Geometry& avoid);

// Those that closures close on a day.
std::vector<EdgeIndex> load_closed(const NetworkTables& tables, const Network& network, Day day);

}  // namespace loopgenie::pg
