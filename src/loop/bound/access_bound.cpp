#include "loop/bound/access_bound.hpp"

#include <algorithm>
#include <array>

#include "loop/bound/fill_bound.hpp"

namespace loopgenie {
namespace {

constexpr std::size_t rings = 128;  // of edges by what it costs to reach them
constexpr Millimetres rings_per_length = 2 * rings;

}  // namespace

EdgeIndex AccessBound::corridors_below(Millimetres penalty) const {
  if (penalty <= 0 || corridors_within.empty()) return 0;
  const auto ring = static_cast<std::size_t>((penalty - 1) / ring_width);
  return corridors_within[std::min(ring, corridors_within.size() - 1)];
}

AccessBound bound_access(const AccessTrees& trees, Millimetres stem, Millimetres hopeless) {
  const Corridors& core = trees.core();
  const Target& target = trees.target();
  const Graph& graph = core.graph();
  AccessBound bound;
  bound.ring_width = std::max<Millimetres>(1, target.length / rings_per_length);
  hopeless = std::min(hopeless, static_cast<Millimetres>(rings) * bound.ring_width);

  std::array<std::vector<EdgeIndex>, rings> by_ring;
  for (const NodeIndex node : trees.least_dull().settled()) {
    for (const Arc& arc : graph.arcs(node)) {
      if (arc.reversed || core.bridge(arc.edge) || !trees.within_reach(arc.edge)) continue;
      const Millimetres there_and_back =
          std::max({trees.pairs().cost(node), trees.pairs().cost(arc.head),
                    trees.least_dull().cost(node) + graph.edge(arc.edge).dullness +
                        trees.least_dull().cost(arc.head)});
      if (there_and_back >= hopeless) continue;
      by_ring[static_cast<std::size_t>(there_and_back / bound.ring_width)].push_back(arc.edge);
      trees.effort().spend(1);
    }
  }

  // Without a cycle everything is walked out and back.
  FillStock stock;
  bound.least_penalty = stock.least_penalty_with_spurs(target.length);
  bound.likely_penalty = bound.least_penalty;
  if (stem == unreachable || 2 * stem >= target.length) return bound;
  bound.least_penalty = std::min(bound.least_penalty, hopeless);
  EdgeIndex corridors = 0;
  for (std::size_t ring = 0; ring < rings; ++ring) {
    corridors += static_cast<EdgeIndex>(by_ring[ring].size());
    bound.corridors_within.push_back(corridors);
    const Millimetres reached = static_cast<Millimetres>(ring) * bound.ring_width;
    if (reached >= hopeless) break;
    for (const EdgeIndex corridor : by_ring[ring]) stock.add(graph.edge(corridor), false);
    stock.settle();
    const Millimetres filled = stem + stock.least_penalty_with_spurs(target.length - 2 * stem);
    bound.least_penalty = std::min(bound.least_penalty, std::max(reached, filled));
    bound.likely_penalty = std::min(bound.likely_penalty, reached + filled);
  }
  return bound;
}

}  // namespace loopgenie
