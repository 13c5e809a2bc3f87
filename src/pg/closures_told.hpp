// What a caller is told of closures.
#pragma once

#include <string>

#include "loop/planner.hpp"
#include "arguments.hpp"
#include "network_tables.hpp"

namespace loopgenie::pg {

// Those that lie on the loops, whenever they hold; only those of a day where one is given: a few of
// them in words, empty for none. Needs a connection to SPI.
std::string closures_on(const NetworkTables& tables, const Plan& plan, const Day* day);

// Names those on the loops of a plan that heeds none.
void notice_closures(const NetworkTables& tables, const Plan& plan);
// Names those without which there would be a better loop, or one at all: `open` is the plan
// without.
void notice_cost_of_closures(const NetworkTables& tables, const Plan& plan, const Plan& open,
                             Day day);

}  // namespace loopgenie::pg
