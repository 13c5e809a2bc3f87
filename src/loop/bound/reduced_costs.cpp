#include "loop/bound/reduced_costs.hpp"

#include <algorithm>

#include "loop/bound/pair_tree.hpp"
#include "loop/bound/path_tree.hpp"

namespace loopgenie {

// Whoever walks a corridor comes to it and goes back: once, by a way to either of its ends; twice,
// by a pair of ways to one of them. What both ways take costs what two walks of it cost.
Affordable find_affordable(const Corridors& corridors, NodeIndex start, const ReducedCosts& costs,
                           Effort& effort) {
  const Graph& graph = corridors.graph();
  const std::int64_t most = (costs.hopeless << ReducedCosts::shift) - costs.base;
  Affordable affordable(graph.edge_count(), {false, false, false});
  if (most <= 0) return affordable;
  const auto within = [&](std::int64_t cost) { return cost >= most ? unreachable : cost; };
  const auto once = [&](EdgeIndex i) {
    const auto& [none, single, both] = costs.by_corridor[i];
    return within(std::min(single, both / 2));
  };
  const auto again = [&](EdgeIndex i) {
    const std::int64_t single = once(i);
    return single == unreachable ? unreachable : within(costs.by_corridor[i][2] - single);
  };
  PathTree paths(graph);
  paths.grow(
      start, PathLimits{unreachable, most / 2}, once, [](NodeIndex) { return true; }, effort);
  PairTree pairs(graph);
  pairs.grow(paths, once, again, effort);
  const auto sum = [&](std::int64_t a, std::int64_t b) {
    return a >= most || b >= most ? most : a + b;
  };
  for (EdgeIndex i = 0; i < graph.edge_count(); ++i) {
    const Edge& edge = graph.edge(i);
    const auto& [none, single, both] = costs.by_corridor[i];
    const std::int64_t there = std::min(pairs.cost(edge.source), pairs.cost(edge.target));
    const std::int64_t through = sum(paths.cost(edge.source), paths.cost(edge.target));
    const std::int64_t farther = std::max(pairs.cost(edge.source), pairs.cost(edge.target));
    affordable[i] = {none < most, std::max(farther, sum(through, single)) < most,
                     sum(there, both) < most};
  }
  return affordable;
}

ReducedCosts costs_by_edge(const ReducedCosts& costs, const Corridors& corridors,
                           const std::vector<bool>& kept) {
  ReducedCosts by_edge;
  by_edge.hopeless = costs.hopeless;
  by_edge.base = costs.base;
  std::vector<std::array<std::int64_t, 3>> all(kept.size(), {0, 0, 0});
  for (EdgeIndex i = 0; i < costs.by_corridor.size(); ++i) {
    all[*corridors.chain(i).first] = costs.by_corridor[i];
  }
  for (std::size_t edge = 0; edge < kept.size(); ++edge) {
    if (kept[edge]) {
      by_edge.by_corridor.push_back(all[edge]);
    } else {
      by_edge.base += all[edge][0];
    }
  }
  return by_edge;
}

}  // namespace loopgenie
