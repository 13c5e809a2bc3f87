// What a caller is told when nothing fits.
#pragma once

#include <string>
#include <vector>

#include "loop/planner.hpp"
#include "arguments.hpp"
#include "network_tables.hpp"

namespace loopgenie::pg {

// Names the nearest trailhead there is, by road where the network has roads.
void notice_no_trailhead(const NetworkTables& tables, const Network& network, PlaceAsked place);
// Says which length would be possible.
void notice_no_loop(const Plan& plan, const Request& request);

// Where there would be loops without max_ascent_m: what they climb.
void notice_climb(const Plan& unlimited, const Request& request);
void notice_no_start(const std::vector<std::string>& kinds);

}  // namespace loopgenie::pg
