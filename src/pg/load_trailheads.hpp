// The trailheads inside a drive, over the network's roads where it has any.
#pragma once

#include <string>
#include <vector>

#include "loop/network/network.hpp"
#include "arguments.hpp"
#include "network_tables.hpp"

namespace loopgenie::pg {

// With roads: one search from the nearest road of the place that leads to any. A trailhead without
// road access or beside the place, and a network without roads: the geodesic distance times
// loopgenie.drive_detour. Needs a connection to SPI.
std::vector<ReachableTrailhead> load_trailheads(const NetworkTables& tables, const Network& network,
                                                const PlaceAsked& place);

// Those of these kinds.
std::vector<ReachableTrailhead> keep_kinds(const NetworkTables& tables,
                                           std::vector<ReachableTrailhead> trailheads,
                                           const std::vector<std::string>& kinds);

}  // namespace loopgenie::pg
