// Driving: shortest distances over roads from one place, cut off at the drive asked for: Boost's
// Dijkstra, over an array that costs only what is reached.
#pragma once

#include <cstdint>

#include "loop/base/effort.hpp"
#include "loop/network/roads.hpp"
#include "loop/base/zeroed.hpp"

namespace loopgenie {

// Where a place joins a road.
struct RoadSnap {
  RoadRow road;
  double fraction;  // of the road, from its source, to the point nearest to the place
  double gap_m;     // from the place to that point

  // Whether the road may be left at its source; at its target it always may.
  bool leaves_by_source() const { return !road.oneway || fraction == 0; }
};

// Whether some trailhead can be driven to from there, however far.
bool leads_to_trailhead(const Roads& roads, const RoadSnap& snap);

class Drive {
 public:
  // The roads must outlive the drive.
  Drive(const Roads& roads, const RoadSnap& snap, double limit_m, Effort& effort);

  // Infinite where no drive of at most limit_m leads.
  double distance_m(std::int64_t road_node_id) const;

 private:
  struct NodeState {
    double distance_m;
    bool reached;
  };
  struct DistanceMap;

  const Roads& roads_;
  Zeroed<NodeState> states_;
};

}  // namespace loopgenie
