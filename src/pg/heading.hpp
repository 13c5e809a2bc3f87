// Which way round a loop is walked.
#pragma once

#include <vector>

#include "loop/planner.hpp"
#include "network_tables.hpp"

namespace loopgenie::pg {

// Turns round the loops that set out closer to the heading (degrees clockwise from north) that
// way (after the stem, if they have one), unless they would climb more than was allowed. Needs a
// connection to SPI.
void turn_towards(const NetworkTables& tables, double heading, std::vector<PlannedLoop>& loops);

}  // namespace loopgenie::pg
