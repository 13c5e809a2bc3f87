#include "loop/bound/access_trees.hpp"

#include <algorithm>
#include <tuple>

#include "loop/base/at_exit.hpp"

namespace loopgenie {

void AccessTrees::grow(NodeIndex start, Millimetres hopeless,
                       const std::vector<EdgeIndex>& avoided) {
  const Graph& graph = core_.graph();
  for (const EdgeIndex i : avoided) surcharge_[i] = graph.edge(i).length;
  const AtExit uncharge([&] {
    for (const EdgeIndex i : avoided) surcharge_[i] = 0;
  });
  const auto unless_closed = [&](EdgeIndex i, Millimetres cost) {
    return mask_.closes(i) ? unreachable : cost;
  };
  const auto once = [&](EdgeIndex i) {
    return unless_closed(i, graph.edge(i).dullness + surcharge_[i]);
  };
  const auto again = [&](EdgeIndex i) {
    return unless_closed(i, graph.edge(i).length + surcharge_[i]);
  };
  price_ = LengthPrice::to_exclude(hopeless, target_);
  most_ = price_.most(hopeless, target_);
  within_.grow(
      start, PathLimits{unreachable, most_ / 2},
      [&](EdgeIndex i) { return unless_closed(i, price_.once(graph.edge(i))); },
      [](NodeIndex) { return true; }, effort_);
  // A pair by way of a node left out here would cost no less than `hopeless`.
  least_dull_.grow(
      start, PathLimits{unreachable, (hopeless + 1) / 2}, once,
      [&](NodeIndex node) { return within_.reaches(node); }, effort_);
  pairs_.grow(least_dull_, once, again, effort_);
}

bool AccessTrees::within_reach(EdgeIndex corridor) const {
  const Edge& edge = core_.graph().edge(corridor);
  return !mask_.closes(corridor) && least_dull_.reaches(edge.source) &&
         least_dull_.reaches(edge.target) &&
         within_.cost(edge.source) + price_.once(edge) + within_.cost(edge.target) <= most_;
}

std::vector<AccessTrees::Via> AccessTrees::vias(Millimetres wanted) const {
  std::vector<Via> vias;
  for (const NodeIndex node : least_dull_.settled()) {
    if (node == least_dull_.root()) continue;
    const Millimetres length = pairs_.length(node);
    vias.push_back(Via{pairs_.cost(node) + std::abs(length - wanted), length, node});
    effort_.spend(1);
  }
  return vias;
}

std::vector<std::vector<Arc>> AccessTrees::cheapest_walks(std::size_t most,
                                                          Millimetres wanted) const {
  const auto is_dearer = [](const Via& a, const Via& b) {
    return std::tie(a.penalty, a.length, a.node) > std::tie(b.penalty, b.length, b.node);
  };
  std::vector<Via> heap = vias(wanted);
  std::make_heap(heap.begin(), heap.end(), is_dearer);
  std::vector<std::vector<Arc>> walks;
  Via last{unreachable, 0, invalid_id};
  while (!heap.empty() && walks.size() < most) {
    std::pop_heap(heap.begin(), heap.end(), is_dearer);
    const Via via = heap.back();
    heap.pop_back();
    // Nodes in a row on one walk have the same.
    if (via.penalty == last.penalty && via.length == last.length) continue;
    last = via;
    walks.push_back(pairs_.walk(via.node));
  }
  return walks;
}

}  // namespace loopgenie
