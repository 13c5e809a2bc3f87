#include "reach.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace loopgenie {

void ReachFinder::settle_ball(NodeIndex start, Millimetres radius, bool avoid_roads,
                              Effort& effort) {
  using Label = std::pair<Millimetres, NodeIndex>;
  std::priority_queue<Label, std::vector<Label>, std::greater<Label>> queue;
  states_[start].distance_and_1 = 1;
  queue.emplace(0, start);
  while (!queue.empty()) {
    const auto [nearest, node] = queue.top();
    queue.pop();
    if (nearest > distance(node) || settled(node)) continue;
    settled_.push_back(node);
    states_[node].local_and_1 = static_cast<NodeIndex>(settled_.size());
    for (const Arc& arc : network_.arcs(node)) {
      effort.spend(1);
      if (avoid_roads && network_.edge(arc.edge).road) continue;
      const Millimetres next = nearest + network_.edge(arc.edge).length;
      if (next > radius || next >= distance(arc.head)) continue;
      states_[arc.head].distance_and_1 = next + 1;
      queue.emplace(next, arc.head);
    }
  }
}

Reach ReachFinder::find(NodeIndex start, Millimetres longest, bool avoid_roads, Effort& effort) {
  settle_ball(start, longest / 2, avoid_roads, effort);

  Reach reach;
  reach.start = local(start);
  for (const NodeIndex node : settled_) {
    for (const Arc& arc : network_.arcs(node)) {
      if (arc.reversed || !settled(arc.head)) continue;
      if (avoid_roads && network_.edge(arc.edge).road) continue;
      const Millimetres around =
          distance(node) + network_.edge(arc.edge).length + distance(arc.head);
      if (around <= longest) reach.network_edge.push_back(arc.edge);
    }
  }
  std::sort(reach.network_edge.begin(), reach.network_edge.end());

  std::vector<Edge> edges;
  edges.reserve(reach.network_edge.size());
  for (const EdgeIndex i : reach.network_edge) {
    const Edge& edge = network_.edge(i);
    edges.push_back(Edge{local(edge.source), local(edge.target), edge.length, edge.dullness,
                         edge.climb_cm, edge.road});
  }
  reach.graph = Graph(static_cast<NodeIndex>(settled_.size()), std::move(edges));
  reach.cycles = find_cycles(reach.graph, effort);
  for (const NodeIndex node : settled_) {
    // Every node given a distance within the radius was settled, so this forgets them all.
    states_[node] = NodeState{0, 0};
  }
  settled_.clear();
  return reach;
}

Reach keep_edges(const Reach& reach, const std::vector<bool>& kept, Effort& effort) {
  std::vector<NodeIndex> index(reach.graph.node_count(), invalid_id);
  NodeIndex nodes = 0;
  const auto number = [&](NodeIndex node) {
    return index[node] == invalid_id ? index[node] = nodes++ : index[node];
  };
  Reach left;
  left.start = number(reach.start);
  std::vector<Edge> edges;
  for (EdgeIndex i = 0; i < reach.graph.edge_count(); ++i) {
    if (!kept[i]) continue;
    Edge edge = reach.graph.edge(i);
    edge.source = number(edge.source);
    edge.target = number(edge.target);
    edges.push_back(edge);
    left.network_edge.push_back(reach.network_edge[i]);
  }
  left.graph = Graph(nodes, std::move(edges));
  left.cycles = find_cycles(left.graph, effort);
  return left;
}

}  // namespace loopgenie
