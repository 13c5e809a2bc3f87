// Driving: shortest distances over roads from one place, cut off at the drive asked for.
//
// Own search in place of boost::dijkstra_shortest_paths: the cut-off is the loop's condition
// there, without a visitor that throws, and two seeds (the ends of the road at the place) need
// no made-up node.
#pragma once

#include <cstdint>

#include "loop/base/effort.hpp"
#include "loop/network/roads.hpp"
#include "loop/base/zeroed.hpp"

namespace loopgenie {

// The nearest road of a place.
struct RoadSnap {
  RoadRow road;
  double fraction;  // of the road, from its source, to the point nearest to the place
  double gap_m;     // from the place to that point
};

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

  const Roads& roads_;
  Zeroed<NodeState> states_;
};

}  // namespace loopgenie
