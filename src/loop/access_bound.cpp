#include "access_bound.hpp"

#include <algorithm>
#include <array>

#include "fill_bound.hpp"
#include "price.hpp"

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

void AccessFinder::grow_trees(NodeIndex start, Millimetres hopeless) {
  const Graph& graph = core_.graph();
  const auto unless_road = [&](EdgeIndex i, Millimetres cost) {
    return avoid_roads_ && graph.edge(i).road ? unreachable : cost;
  };
  const auto length = [&](EdgeIndex i) { return unless_road(i, graph.edge(i).length); };
  const auto dullness = [&](EdgeIndex i) { return unless_road(i, graph.edge(i).dullness); };
  const Price price = Price::to_exclude(hopeless, target_);
  within_.grow(
      start, PathLimits{unreachable, price.most(hopeless, target_) / 2},
      [&](EdgeIndex i) { return unless_road(i, price.once(graph.edge(i))); },
      [](NodeIndex) { return true; }, effort_);
  const auto within = [&](NodeIndex node) { return within_.reaches(node); };
  shortest_.grow(start, PathLimits{target_.longest / 2, unreachable}, length, within, effort_);
  // A pair by way of a node left out here would cost no less than `hopeless`.
  least_dull_.grow(
      start, PathLimits{unreachable, (hopeless + 1) / 2}, dullness,
      [&](NodeIndex node) { return shortest_.reaches(node); }, effort_);
  pairs_.grow(least_dull_, dullness, length, effort_);
}

AccessBound AccessFinder::find(NodeIndex start, Millimetres stem, Millimetres hopeless) {
  const Graph& graph = core_.graph();
  AccessBound bound;
  bound.ring_width = std::max<Millimetres>(1, target_.length / rings_per_length);
  hopeless = std::min(hopeless, static_cast<Millimetres>(rings) * bound.ring_width);
  grow_trees(start, hopeless);

  std::array<std::vector<EdgeIndex>, rings> by_ring;
  EdgeIndex corridors = 0;
  for (const NodeIndex node : least_dull_.settled()) {
    for (const Arc& arc : graph.arcs(node)) {
      if (arc.reversed || core_.bridge(arc.edge) || !least_dull_.reaches(arc.head)) continue;
      const Edge& edge = graph.edge(arc.edge);
      if (avoid_roads_ && edge.road) continue;
      if (shortest_.length(node) + edge.length + shortest_.length(arc.head) > target_.longest) {
        continue;
      }
      const Millimetres there_and_back =
          std::max({pairs_.cost(node), pairs_.cost(arc.head),
                    least_dull_.cost(node) + edge.dullness + least_dull_.cost(arc.head)});
      if (there_and_back >= hopeless) continue;
      by_ring[static_cast<std::size_t>(there_and_back / bound.ring_width)].push_back(arc.edge);
      ++corridors;
    }
  }
  effort_.spend(static_cast<std::int64_t>(corridors));

  // Without a cycle everything is walked out and back.
  FillStock stock;
  bound.least_penalty = stock.least_penalty_with_spurs(target_.length);
  bound.likely_penalty = bound.least_penalty;
  if (stem == unreachable || 2 * stem >= target_.length) return bound;
  bound.least_penalty = std::min(bound.least_penalty, hopeless);
  corridors = 0;
  for (std::size_t ring = 0; ring < rings; ++ring) {
    corridors += static_cast<EdgeIndex>(by_ring[ring].size());
    bound.corridors_within.push_back(corridors);
    const Millimetres reached = static_cast<Millimetres>(ring) * bound.ring_width;
    if (reached >= hopeless) break;
    for (const EdgeIndex corridor : by_ring[ring]) stock.add(graph.edge(corridor), false);
    stock.settle();
    const Millimetres filled = stem + stock.least_penalty_with_spurs(target_.length - 2 * stem);
    bound.least_penalty = std::min(bound.least_penalty, std::max(reached, filled));
    bound.likely_penalty = std::min(bound.likely_penalty, reached + filled);
  }
  return bound;
}

}  // namespace loopgenie
