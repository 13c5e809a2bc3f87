#include "drive.hpp"

#include <algorithm>
#include <limits>
#include <queue>
#include <utility>

#include "error.hpp"

namespace loopgenie {
namespace {

constexpr double unreachable = std::numeric_limits<double>::infinity();

}  // namespace

Drive::Drive(const std::vector<RoadRow>& roads, const RoadSnap& snap, double limit_m,
             Effort& effort) {
  build(roads, effort);
  search(snap, limit_m, effort);
}

double Drive::distance_m(std::int64_t road_node_id) const {
  const std::size_t node = find(road_node_id);
  return node < node_ids_.size() ? distance_m_[node] : unreachable;
}

std::size_t Drive::find(std::int64_t road_node_id) const {
  const auto found = std::lower_bound(node_ids_.begin(), node_ids_.end(), road_node_id);
  if (found == node_ids_.end() || *found != road_node_id) return node_ids_.size();
  return static_cast<std::size_t>(found - node_ids_.begin());
}

void Drive::build(const std::vector<RoadRow>& roads, Effort& effort) {
  for (const RoadRow& road : roads) {
    effort.spend(1);
    if (!(road.length_m >= 0)) {
      throw Error(ErrorKind::broken_network, "a road has a negative length",
                  "Correct length_m in the network's table road, or build the network again.");
    }
    node_ids_.push_back(road.source);
    node_ids_.push_back(road.target);
  }
  std::sort(node_ids_.begin(), node_ids_.end());
  node_ids_.erase(std::unique(node_ids_.begin(), node_ids_.end()), node_ids_.end());

  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  ends.reserve(roads.size());
  first_lane_.assign(node_ids_.size() + 1, 0);
  for (const RoadRow& road : roads) {
    effort.spend(1);
    ends.emplace_back(find(road.source), find(road.target));
    ++first_lane_[ends.back().first + 1];
    if (!road.oneway) ++first_lane_[ends.back().second + 1];
  }
  for (std::size_t node = 0; node < node_ids_.size(); ++node) {
    first_lane_[node + 1] += first_lane_[node];
  }
  lanes_.resize(first_lane_.back());
  std::vector<std::uint32_t> next(first_lane_.begin(), first_lane_.end() - 1);
  for (std::size_t i = 0; i < roads.size(); ++i) {
    const auto [source, target] = ends[i];
    lanes_[next[source]++] = Lane{target, roads[i].length_m};
    if (!roads[i].oneway) lanes_[next[target]++] = Lane{source, roads[i].length_m};
  }
}

void Drive::search(const RoadSnap& snap, double limit_m, Effort& effort) {
  using Label = std::pair<double, std::size_t>;
  std::priority_queue<Label, std::vector<Label>, std::greater<Label>> queue;
  distance_m_.assign(node_ids_.size(), unreachable);
  const auto relax = [&](std::size_t node, double distance_m) {
    if (node >= node_ids_.size() || distance_m > limit_m || distance_m >= distance_m_[node]) return;
    distance_m_[node] = distance_m;
    queue.emplace(distance_m, node);
  };

  relax(find(snap.road.target), snap.gap_m + snap.road.length_m * (1 - snap.fraction));
  if (!snap.road.oneway || snap.fraction == 0) {
    relax(find(snap.road.source), snap.gap_m + snap.road.length_m * snap.fraction);
  }
  while (!queue.empty()) {
    const auto [distance_m, node] = queue.top();
    queue.pop();
    if (distance_m > distance_m_[node]) continue;
    effort.spend(1 + first_lane_[node + 1] - first_lane_[node]);
    for (std::uint32_t i = first_lane_[node]; i < first_lane_[node + 1]; ++i) {
      relax(lanes_[i].head, distance_m + lanes_[i].length_m);
    }
  }
}

}  // namespace loopgenie
