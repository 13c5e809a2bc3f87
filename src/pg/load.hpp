// Reads what a request needs from the network's tables.
#pragma once

#include <vector>

#include "../loop/network.hpp"
#include "../loop/request.hpp"
#include "arguments.hpp"
#include "network_tables.hpp"

namespace loopgenie::pg {

struct Surroundings {
  std::vector<Start> starts;  // the trailheads inside the drive
  std::vector<EdgeRow> edges;
};

// One statement: the trailheads inside the drive, and the edges that a closed walk of at most
// longest_m from any of them can use (a box around them: the planner cuts exactly). Throws
// Error(resource_cap) for more than loopgenie.max_edges edges.
Surroundings load_surroundings(const NetworkTables& tables, const Place& place, double longest_m);

// The trailheads inside the drive, with just the edges that tell which stand-ins belong to one
// component.
Surroundings load_trailheads(const NetworkTables& tables, const Place& place);

}  // namespace loopgenie::pg
