#include "loop/search/collector.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "loop/base/sort.hpp"

#include "loop/walk/walk.hpp"

namespace loopgenie {
namespace {

// Of the orders in which a loop can be walked: most have few, and dozens of spurs too many.
constexpr std::size_t orders_tried = 60;

}  // namespace

void Collector::take(std::size_t trailhead, const std::vector<Arc>& corridors,
                     const Measure& loop) {
  if (!target_.allows(loop)) return remember_miss(trailhead, corridors, loop);
  const Millimetres penalty = target_.penalty(loop) + trailheads_[trailhead].drive_penalty;
  if (penalty >= answers_.threshold()) return;
  take(trailhead, uses_of(corridors), loop);
}

void Collector::take(std::size_t trailhead, Uses uses, const Measure& loop) {
  sort_polling(uses, effort_, std::less<Use>());
  if (!passes_vias(trailhead, uses)) return;
  if (!can_be_walked(network_.graph(), trailheads_[trailhead].node, uses, effort_)) return;
  FoundLoop found = describe(trailhead, std::move(uses), loop);
  if (found.rival_penalty() < answers_.threshold() && !can_be_cut(found)) return;
  answers_.offer(std::move(found));
}

void Collector::take_cut(std::size_t trailhead, std::vector<Arc> order, const Measure& loop) {
  std::vector<EdgeIndex> edges;
  for (const Arc& arc : order) edges.push_back(arc.edge);
  Uses uses = fold_uses(std::move(edges));
  if (!passes_vias(trailhead, uses)) return;
  FoundLoop found = describe(trailhead, std::move(uses), loop);
  found.order = std::move(order);
  answers_.offer(std::move(found));
}

FoundLoop Collector::describe(std::size_t trailhead, Uses uses, const Measure& loop) const {
  const RankedTrailhead& start = trailheads_[trailhead];
  const Millimetres handicap =
      std::min(target_.most_handicap, start.handicap + network_.twins().repeated(uses));
  return FoundLoop{trailhead, target_.penalty(loop) + start.drive_penalty, handicap, loop,
                   std::move(uses)};
}

// The search leads its walks there; that an answer came there is seen here, whoever found it.
bool Collector::passes_vias(std::size_t trailhead, const Uses& uses) const {
  return std::all_of(vias_.begin(), vias_.end(), [&](const Via& via) {
    return via.node == trailheads_[trailhead].node ||
           std::any_of(uses.begin(), uses.end(),
                       [&](const Use& use) { return comes_by(network_.graph(), use.edge, via); });
  });
}

// Loops that cannot are told apart by what they walk: they turn up again and again.
bool Collector::can_be_cut(const FoundLoop& loop) {
  if (itineraries_ == nullptr) return true;
  const auto known = std::make_pair(loop.trailhead, loop.uses);
  if (uncuttable_.count(known) > 0) return false;
  RankedTrailhead& trailhead = trailheads_[loop.trailhead];
  const auto walk = order_walk(network_.graph(), trailhead.node, loop.uses, effort_);
  if (itineraries_->first(trailhead.node, *walk, orders_tried)) return true;
  trailhead.passed_over = std::min(trailhead.passed_over, loop.penalty);
  if (!undivided_ || loop.penalty < undivided_->penalty) undivided_ = loop;
  uncuttable_.insert(known);
  return false;
}

Uses Collector::uses_of(const std::vector<Arc>& corridors) const {
  std::vector<EdgeIndex> edges;
  for (const Arc& arc : corridors) {
    const Corridors::Chain chain = network_.corridors().chain(arc.edge);
    edges.insert(edges.end(), chain.begin(), chain.end());
  }
  return fold_uses(std::move(edges));
}

void Collector::remember_miss(std::size_t trailhead, const std::vector<Arc>& corridors,
                              const Measure& loop) {
  const auto off = [&](Millimetres length) { return std::abs(length - target_.length); };
  if (nearest_miss_ != 0 && off(loop.length) >= off(nearest_miss_)) return;
  if (passes_vias(trailhead, uses_of(corridors))) nearest_miss_ = loop.length;
}

}  // namespace loopgenie
