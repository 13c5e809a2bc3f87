#include "access_bound.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "fill_bound.hpp"

namespace loopgenie {
namespace {

constexpr std::size_t rings = 128;  // of edges by what it costs to reach them
constexpr Millimetres rings_per_length = 2 * rings;

}  // namespace

AccessBound bound_access(const Corridors& core, const PathTree& shortest,
                         const PathTree& least_dull, Millimetres stem, const Target& target,
                         Effort& effort) {
  AccessBound bound{unreachable, unreachable, 0};
  const Millimetres width = std::max<Millimetres>(1, target.length / rings_per_length);
  std::array<std::vector<EdgeIndex>, rings> by_ring;
  for (const NodeIndex node : shortest.settled()) {
    for (const Arc& arc : core.graph().arcs(node)) {
      if (arc.reversed || core.bridge(arc.edge) || !shortest.reaches(arc.head)) continue;
      const Edge& edge = core.graph().edge(arc.edge);
      if (shortest.length(node) + edge.length + shortest.length(arc.head) > target.longest) {
        continue;
      }
      ++bound.corridors;
      const Millimetres there_and_back =
          least_dull.cost(node) + edge.dullness + least_dull.cost(arc.head);
      const auto ring = static_cast<std::size_t>(there_and_back / width);
      if (ring < rings) by_ring[ring].push_back(arc.edge);
    }
  }
  effort.spend(static_cast<std::int64_t>(bound.corridors));

  // Without a cycle everything is walked out and back.
  FillStock stock;
  bound.least_penalty = stock.least_penalty_with_spurs(target.length);
  bound.likely_penalty = bound.least_penalty;
  if (stem == unreachable || 2 * stem >= target.length) return bound;
  for (std::size_t ring = 0; ring < rings; ++ring) {
    const Millimetres reached = static_cast<Millimetres>(ring) * width;
    if (reached >= bound.least_penalty) break;
    for (const EdgeIndex corridor : by_ring[ring]) {
      stock.add(core.graph().edge(corridor), false);
    }
    stock.settle();
    const Millimetres filled = stem + stock.least_penalty_with_spurs(target.length - 2 * stem);
    bound.least_penalty = std::min(bound.least_penalty, std::max(reached, filled));
    bound.likely_penalty = std::min(bound.likely_penalty, reached + filled);
  }
  return bound;
}

}  // namespace loopgenie
