// What is asked of the planner.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "loop/days/itinerary.hpp"
#include "loop/network/graph.hpp"
#include "loop/network/via.hpp"

namespace loopgenie {

struct Request {
  double hike_m;  // as the network's lengths count: see LengthsIn
  double drive_limit_m;
  int loops = 1;
  double tolerance = 0.10;
  double max_repeat = 0.5;
  std::int64_t effort = 6'000'000;  // work units: see effort.hpp
  double max_ascent_m = std::numeric_limits<double>::infinity();
  bool avoid_roads = false;
  std::uint64_t seed = 0;  // which of equally good loops are found
  int max_difficulty = most_difficult;
  std::vector<EdgeIndex> closed = {};  // edges of the network that may not be walked
  std::vector<Via> vias = {};          // what every loop must come by
  DaysAsked days = {};
  // Of several days: work units in all where `effort` finds no loop whose days fit.
  std::int64_t effort_for_any = 0;
};

}  // namespace loopgenie
