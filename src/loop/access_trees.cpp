#include "access_trees.hpp"

#include <algorithm>
#include <tuple>

#include "price.hpp"

namespace loopgenie {

void AccessTrees::grow(NodeIndex start, Millimetres hopeless,
                       const std::vector<EdgeIndex>& avoided) {
  const Graph& graph = core_.graph();
  for (const EdgeIndex i : avoided) surcharge_[i] = graph.edge(i).length;
  const auto unless_closed = [&](EdgeIndex i, Millimetres cost) {
    return closed(i) ? unreachable : cost;
  };
  const auto length = [&](EdgeIndex i) { return unless_closed(i, graph.edge(i).length); };
  const auto once = [&](EdgeIndex i) {
    return unless_closed(i, graph.edge(i).dullness + surcharge_[i]);
  };
  const auto again = [&](EdgeIndex i) {
    return unless_closed(i, graph.edge(i).length + surcharge_[i]);
  };
  const Price price = Price::to_exclude(hopeless, target_);
  if (!price.is_length_only()) {
    within_.grow(
        start, PathLimits{unreachable, price.most(hopeless, target_) / 2},
        [&](EdgeIndex i) { return unless_closed(i, price.once(graph.edge(i))); },
        [](NodeIndex) { return true; }, effort_);
  }
  shortest_.grow(
      start, PathLimits{target_.longest / 2, unreachable}, length,
      [&](NodeIndex node) { return price.is_length_only() || within_.reaches(node); }, effort_);
  // A pair by way of a node left out here would cost no less than `hopeless`.
  least_dull_.grow(
      start, PathLimits{unreachable, (hopeless + 1) / 2}, once,
      [&](NodeIndex node) { return shortest_.reaches(node); }, effort_);
  pairs_.grow(least_dull_, once, again, effort_);
  for (const EdgeIndex i : avoided) surcharge_[i] = 0;
}

bool AccessTrees::within_reach(EdgeIndex corridor) const {
  const Edge& edge = core_.graph().edge(corridor);
  return !closed(corridor) && least_dull_.reaches(edge.source) &&
         least_dull_.reaches(edge.target) &&
         shortest_.length(edge.source) + edge.length + shortest_.length(edge.target) <=
             target_.longest;
}

std::vector<AccessTrees::Via> AccessTrees::rank_vias() const {
  std::vector<Via> vias;
  for (const NodeIndex node : least_dull_.settled()) {
    if (node == least_dull_.root()) continue;
    const Millimetres length = pairs_.length(node);
    vias.push_back(Via{pairs_.cost(node) + std::abs(length - target_.length), length, node});
  }
  effort_.spend(static_cast<std::int64_t>(vias.size()));
  std::sort(vias.begin(), vias.end(), [](const Via& a, const Via& b) {
    return std::tie(a.penalty, a.length, a.node) < std::tie(b.penalty, b.length, b.node);
  });
  return vias;
}

std::vector<std::vector<Arc>> AccessTrees::cheapest_walks(std::size_t most) const {
  std::vector<std::vector<Arc>> walks;
  Via last{unreachable, 0, invalid_id};
  for (const Via& via : rank_vias()) {
    if (walks.size() == most) break;
    // Nodes in a row on one walk have the same.
    if (via.penalty == last.penalty && via.length == last.length) continue;
    last = via;
    walks.push_back(pairs_.walk(via.node));
  }
  return walks;
}

}  // namespace loopgenie
