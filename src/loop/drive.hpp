// Driving: shortest distances over roads from one place, cut off at the drive asked for.
//
// Own search in place of boost::dijkstra_shortest_paths: the cut-off is the loop's condition
// there, without a visitor that throws, and two seeds (the ends of the road at the place) need
// no made-up node.
#pragma once

#include <cstdint>
#include <vector>

#include "effort.hpp"

namespace loopgenie {

struct RoadRow {
  std::int64_t source;
  std::int64_t target;
  double length_m;
  bool oneway;  // from source to target
};

// The nearest road of a place.
struct RoadSnap {
  RoadRow road;
  double fraction;  // of the road, from its source, to the point nearest to the place
  double gap_m;     // from the place to that point
};

class Drive {
 public:
  // Throws Error(broken_network) for a negative length.
  Drive(const std::vector<RoadRow>& roads, const RoadSnap& snap, double limit_m, Effort& effort);

  // Infinite where no drive of at most limit_m leads.
  double distance_m(std::int64_t road_node_id) const;

 private:
  struct Lane {
    std::uint32_t head;
    double length_m;
  };

  void build(const std::vector<RoadRow>& roads, Effort& effort);
  void search(const RoadSnap& snap, double limit_m, Effort& effort);
  // node_ids_.size() for an unknown one.
  std::size_t find(std::int64_t road_node_id) const;

  std::vector<std::int64_t> node_ids_;  // sorted
  std::vector<std::uint32_t> first_lane_;
  std::vector<Lane> lanes_;
  std::vector<double> distance_m_;
};

}  // namespace loopgenie
