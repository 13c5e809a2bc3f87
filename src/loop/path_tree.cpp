#include "path_tree.hpp"

#include <functional>

namespace loopgenie {

void PathTree::grow(NodeIndex root, Millimetres longest, const std::vector<Millimetres>& edge_cost,
                    Effort& effort) {
  using Entry = std::pair<Millimetres, NodeIndex>;
  for (const NodeIndex node : touched_) cost_[node] = unreachable;
  touched_.clear();
  settled_.clear();
  root_ = root;
  cost_[root] = 0;
  length_[root] = 0;
  touched_.push_back(root);

  std::priority_queue<Entry, std::vector<Entry>, std::greater<Entry>> queue;
  queue.emplace(0, root);
  while (!queue.empty()) {
    const auto [cost, node] = queue.top();
    queue.pop();
    if (cost > cost_[node]) continue;
    settled_.push_back(node);
    for (const Arc& arc : graph_.arcs(node)) {
      effort.spend(1);
      const Millimetres next_length = length_[node] + graph_.edge(arc.edge).length;
      const Millimetres next_cost = cost + edge_cost[arc.edge];
      if (next_length > longest || next_cost >= cost_[arc.head]) continue;
      if (cost_[arc.head] == unreachable) touched_.push_back(arc.head);
      cost_[arc.head] = next_cost;
      length_[arc.head] = next_length;
      entered_by_[arc.head] = arc;
      queue.emplace(next_cost, arc.head);
    }
  }
}

}  // namespace loopgenie
