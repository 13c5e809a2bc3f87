#include "loop/collector.hpp"

#include <algorithm>
#include <utility>

#include "loop/walk/walk.hpp"

namespace loopgenie {

void Collector::take(std::size_t trailhead, const std::vector<Arc>& corridors,
                     const Measure& loop) {
  if (!target_.allows(loop)) return remember_miss(loop);
  const Millimetres penalty = target_.penalty(loop) + trailheads_[trailhead].drive_penalty;
  if (penalty >= answers_.threshold()) return;
  std::vector<EdgeIndex> edges;
  for (const Arc& arc : corridors) {
    const Corridors::Chain chain = network_.corridors().chain(arc.edge);
    edges.insert(edges.end(), chain.begin(), chain.end());
  }
  take(trailhead, fold_uses(std::move(edges)), loop);
}

void Collector::take(std::size_t trailhead, Uses uses, const Measure& loop) {
  std::sort(uses.begin(), uses.end());
  if (!can_be_walked(network_.graph(), trailheads_[trailhead].node, uses)) return;
  const Millimetres beside = std::min(target_.most_beside, network_.twins().repeated(uses));
  answers_.offer(FoundLoop{trailhead, target_.penalty(loop) + trailheads_[trailhead].drive_penalty,
                           beside, loop, std::move(uses)});
}

void Collector::remember_miss(const Measure& loop) {
  const auto off = [&](Millimetres length) { return std::abs(length - target_.length); };
  if (nearest_miss_ == 0 || off(loop.length) < off(nearest_miss_)) nearest_miss_ = loop.length;
}

}  // namespace loopgenie
