#include "reach.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace loopgenie {

void ReachFinder::settle_ball(NodeIndex start, Millimetres radius, Effort& effort) {
  using Label = std::pair<Millimetres, NodeIndex>;
  std::priority_queue<Label, std::vector<Label>, std::greater<Label>> queue;
  distance_[start] = 0;
  queue.emplace(0, start);
  while (!queue.empty()) {
    const auto [distance, node] = queue.top();
    queue.pop();
    if (distance > distance_[node] || local_[node] != invalid_id) continue;
    local_[node] = static_cast<NodeIndex>(settled_.size());
    settled_.push_back(node);
    for (const Arc& arc : network_.arcs(node)) {
      effort.spend(1);
      const Millimetres next = distance + network_.edge(arc.edge).length;
      if (next > radius || next >= distance_[arc.head]) continue;
      distance_[arc.head] = next;
      queue.emplace(next, arc.head);
    }
  }
}

Reach ReachFinder::find(NodeIndex start, Millimetres longest, Effort& effort) {
  settle_ball(start, longest / 2, effort);

  Reach reach;
  reach.start = local_[start];
  for (const NodeIndex node : settled_) {
    for (const Arc& arc : network_.arcs(node)) {
      if (arc.reversed || local_[arc.head] == invalid_id) continue;
      const Millimetres around =
          distance_[node] + network_.edge(arc.edge).length + distance_[arc.head];
      if (around <= longest) reach.network_edge.push_back(arc.edge);
    }
  }
  std::sort(reach.network_edge.begin(), reach.network_edge.end());

  std::vector<Edge> edges;
  edges.reserve(reach.network_edge.size());
  for (const EdgeIndex i : reach.network_edge) {
    const Edge& edge = network_.edge(i);
    edges.push_back(Edge{local_[edge.source], local_[edge.target], edge.length, edge.dullness});
  }
  reach.graph = Graph(static_cast<NodeIndex>(settled_.size()), std::move(edges));
  reach.cycles = find_cycles(reach.graph, effort);
  reach.distance.reserve(settled_.size());
  for (const NodeIndex node : settled_) {
    reach.distance.push_back(distance_[node]);
    // Every node given a distance within the radius was settled, so this forgets them all.
    distance_[node] = unreachable;
    local_[node] = invalid_id;
  }
  settled_.clear();
  return reach;
}

}  // namespace loopgenie
