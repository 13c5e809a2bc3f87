// What is asked of the planner, and where hikes may start.
#pragma once

#include <cstdint>
#include <vector>

#include "graph.hpp"

namespace loopgenie {

struct Request {
  double hike_m;
  double drive_limit_m;
  int loops = 1;
  double tolerance = 0.10;
  double max_repeat = 0.5;
  std::int64_t effort = 6'000'000;  // work units: see effort.hpp
};

// A trailhead inside the drive.
struct Start {
  std::int64_t trailhead_id;
  std::int64_t node_id;
  double drive_m;
  bool stand_in = false;  // for a component without trailheads: only its nearest counts
};

}  // namespace loopgenie
