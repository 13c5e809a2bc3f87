// What is asked of the planner, and where hikes may start.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "graph.hpp"

namespace loopgenie {

struct Request {
  double hike_m;
  double drive_limit_m;
  int loops = 1;
  double tolerance = 0.10;
  double max_repeat = 0.5;
  std::int64_t effort = 400'000;  // work units: see effort.hpp
  double max_ascent_m = std::numeric_limits<double>::infinity();
  bool avoid_roads = false;
  std::uint64_t seed = 0;  // which of equally good loops are found
};

constexpr std::int64_t no_road = std::numeric_limits<std::int64_t>::min();

// A trailhead inside the drive.
struct Start {
  std::int64_t trailhead_id;
  std::int64_t node_id;
  double drive_m;
  bool stand_in = false;  // for a component without trailheads: only its nearest counts
  double prospect = 0;    // see prospects.hpp
  std::int64_t road_node_id = no_road;
};

}  // namespace loopgenie
