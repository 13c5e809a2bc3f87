// The trailheads inside a drive.
#pragma once

#include <cstdint>
#include <vector>

#include "loop/base/effort.hpp"
#include "loop/network/network.hpp"

namespace loopgenie {

struct Place {
  double lat;  // degrees
  double lon;
};

// A trailhead inside the drive.
struct ReachableTrailhead {
  std::int64_t id;
  std::int64_t node_id;
  double drive_m;
  bool stand_in = false;  // for a component without trailheads: only its nearest counts
  std::int64_t road_node_id = no_road;
  std::int64_t kind_rank = 0;  // see TrailheadRow
  double likely_loss = 0;      // see likely_loss.hpp
};

// Without roads: the geodesic distance (WGS 84, metres) times the detour that roads make.
std::vector<ReachableTrailhead> trailheads_within(const Network& network, const Place& place,
                                                  double drive_m, double detour, Effort& effort);

double geodesic_m(const Place& a, const Place& b);

}  // namespace loopgenie
