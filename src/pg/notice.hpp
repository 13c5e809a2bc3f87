// What a caller is told when nothing fits.
#pragma once

#include <string>
#include <vector>

#include "loop/planner.hpp"
#include "arguments.hpp"
#include "effort_allowed.hpp"
#include "hike_asked.hpp"
#include "network_tables.hpp"

namespace loopgenie::pg {

// Tells the caller.
void notice(const std::string& message, const std::string& hint);
std::string rounded_score(double score);

// Names the nearest trailhead there is, by road where the network has roads.
void notice_no_trailhead(const NetworkTables& tables, const Network& network, PlaceAsked place);
// Says which length would be possible, and whether it is known that there is no loop.
void notice_no_loop(const Plan& plan, const HikeAsked& hike, const DayLimits& limits,
                    const EffortAllowed& effort);

// Where there would be loops without max_ascent_m: what they climb.
void notice_climb(const Plan& unlimited, const HikeAsked& hike);
// Which kinds there are in place of those asked for.
void notice_no_start(const NetworkTables& tables, const std::vector<ReachableTrailhead>& trailheads,
                     const std::vector<std::string>& kinds);

// Of each option that is asked for and of which the network knows nothing.
void notice_without_effect(const NetworkTables& tables, const Request& request);

// Of the trailheads in reach none has a row in the atlas that is as was wished.
void notice_no_atlas_loop();

}  // namespace loopgenie::pg
