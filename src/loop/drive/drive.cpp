#include "loop/drive/drive.hpp"

#include <functional>
#include <limits>
#include <queue>
#include <utility>
#include <vector>

namespace loopgenie {

Drive::Drive(const Roads& roads, const RoadSnap& snap, double limit_m, Effort& effort)
    : roads_(roads), states_(roads.node_count()) {
  using Label = std::pair<double, std::size_t>;
  std::priority_queue<Label, std::vector<Label>, std::greater<Label>> queue;
  const auto relax = [&](std::size_t node, double distance_m) {
    if (node >= roads_.node_count() || distance_m > limit_m) return;
    if (states_[node].reached && distance_m >= states_[node].distance_m) return;
    states_[node] = NodeState{distance_m, true};
    queue.emplace(distance_m, node);
  };

  relax(roads_.find(snap.road.target), snap.gap_m + snap.road.length_m * (1 - snap.fraction));
  if (!snap.road.oneway || snap.fraction == 0) {
    relax(roads_.find(snap.road.source), snap.gap_m + snap.road.length_m * snap.fraction);
  }
  while (!queue.empty()) {
    const auto [distance_m, node] = queue.top();
    queue.pop();
    if (distance_m > states_[node].distance_m) continue;
    effort.spend(1);
    for (const Roads::Lane& lane : roads_.lanes(node)) {
      effort.spend(1);
      relax(lane.head, distance_m + lane.length_m);
    }
  }
}

double Drive::distance_m(std::int64_t road_node_id) const {
  const std::size_t node = roads_.find(road_node_id);
  if (node == roads_.node_count() || !states_[node].reached) {
    return std::numeric_limits<double>::infinity();
  }
  return states_[node].distance_m;
}

}  // namespace loopgenie
