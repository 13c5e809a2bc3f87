#include "loop/trailhead_search.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "loop/bound/fill_bound.hpp"
#include "loop/exact/frontier_search.hpp"
#include "loop/bound/prune.hpp"
#include "loop/walk/walk.hpp"

namespace loopgenie {
namespace {

// Shares of the asked length: where a walk is good enough to stop improving it, and labels so
// near to each other that they count as one, the more so where a search only has to exclude
// better loops.
constexpr double close_enough = 0.001;
constexpr double all_but_reached = 0.01;
constexpr double narrow_merge = 0.0001;
constexpr double wide_merge = 0.0005;
constexpr std::size_t walks_explored = 6;
constexpr std::size_t always_exact_edges = 24;
constexpr EdgeIndex most_corridors = 800;

// No loop within the reach has less penalty, whatever its order and connection: the stem is
// walked twice, or everything is.
Millimetres least_penalty(const Reach& reach, const Target& target) {
  FillStock all;
  FillStock bridges;
  for (EdgeIndex i = 0; i < reach.graph.edge_count(); ++i) {
    const bool bridge = reach.cycles.bridge[i];
    all.add(reach.graph.edge(i), bridge);
    if (bridge) bridges.add(reach.graph.edge(i), bridge);
  }
  all.settle();
  bridges.settle();
  const Millimetres without_cycle = bridges.least_penalty(target.length);
  const Millimetres stem = reach.cycles.stem[reach.start];
  if (stem == unreachable) return without_cycle;
  const Millimetres with_cycle =
      stem + (2 * stem <= target.length ? all.least_penalty(target.length - 2 * stem)
                                        : 2 * stem - target.length);
  return std::min(without_cycle, with_cycle);
}

}  // namespace

void TrailheadSearch::look(RankedTrailhead& trailhead, Millimetres below) {
  const NodeIndex junction = network_.corridors().junction(trailhead.node);
  trailhead.looked_below = std::min(below, answers_.threshold());
  if (junction == invalid_id) return;
  const Millimetres hopeless = trailhead.looked_below - trailhead.drive_penalty;
  access_.grow(junction, hopeless);
  trailhead.access = bound_access(access_, network_.cycles().stem[trailhead.node], hopeless);
  trailhead.least_penalty =
      std::max(trailhead.least_penalty, trailhead.drive_penalty + trailhead.access.least_penalty);
}

bool TrailheadSearch::bound_all_but_reached(const RankedTrailhead& trailhead) const {
  return trailhead.least_penalty >= answers_.threshold() - share(all_but_reached);
}

bool TrailheadSearch::provable(const RankedTrailhead& trailhead, const ExactPass& pass) const {
  return trailhead.access.corridors_below(answers_.threshold() - trailhead.drive_penalty) <=
         (bound_all_but_reached(trailhead) ? most_corridors : pass.around);
}

void TrailheadSearch::explore(RankedTrailhead& trailhead, std::size_t index, Millimetres below) {
  look(trailhead, below);
  const NodeIndex junction = network_.corridors().junction(trailhead.node);
  if (junction == invalid_id || trailhead.least_penalty >= answers_.threshold()) return;
  const SpanSearch::Found found = collector(trailhead, index);
  for (std::size_t rank = 0; rank < wanted_; ++rank) {
    // An alternative keeps off what the loops so far walk.
    if (rank > 0) access_.grow(junction, hopeless_penalty(trailhead), walked_corridors());
    for (std::vector<Arc>& arcs : access_.cheapest_walks(walks_explored)) {
      std::optional<SpanSearch::Walk> walk = spans_.measure(junction, std::move(arcs), found);
      if (!walk) continue;
      candidates_.push_back(
          Candidate{walk->penalty + trailhead.drive_penalty, index, std::move(*walk)});
    }
  }
}

void TrailheadSearch::improve(const RankedTrailhead& trailhead, Candidate& candidate, int patience,
                              std::int64_t effort) {
  spans_.improve(network_.corridors().junction(trailhead.node), candidate.walk,
                 good_enough(trailhead), patience, effort,
                 collector(trailhead, candidate.trailhead));
  candidate.penalty = candidate.walk.penalty + trailhead.drive_penalty;
}

void TrailheadSearch::prove(RankedTrailhead& trailhead, std::size_t index, const ExactPass& pass) {
  const Millimetres slack = share(pass.slack);
  const auto threshold = [&] { return answers_.threshold() - trailhead.drive_penalty - slack; };
  const Reach reach = prune(reaches_.find(trailhead.node, target_, threshold(), mask_, effort_),
                            target_, threshold(), effort_);
  trailhead.least_penalty =
      std::max(trailhead.least_penalty,
               trailhead.drive_penalty + std::min(threshold(), least_penalty(reach, target_)));
  if (reach.graph.edge_count() == 0) return;
  FrontierLimits limits;
  limits.labels = pass.labels;
  if (!bound_all_but_reached(trailhead)) limits.corridors = pass.corridors;
  limits.spurs = pass.spurs || reach.graph.edge_count() <= always_exact_edges;
  if (slack > 0) limits.hopeless_below = trailhead.least_penalty - trailhead.drive_penalty;
  if (reach.graph.edge_count() > always_exact_edges) {
    limits.merge = share(slack > 0 ? wide_merge : narrow_merge);
  }
  const FoundWalk found = [&](const Uses& uses, const Measure& loop) {
    Uses in_network;
    for (const Use& use : uses) in_network.push_back(Use{reach.network_edge[use.edge], use.times});
    offer(trailhead, index, std::move(in_network), loop);
    return threshold();
  };
  const Millimetres least = search_frontier(reach, target_, limits, threshold(), found, effort_);
  trailhead.least_penalty = std::max(trailhead.least_penalty, trailhead.drive_penalty + least);
}

std::vector<EdgeIndex> TrailheadSearch::walked_corridors() const {
  std::set<EdgeIndex> walked;
  for (const FoundLoop& loop : answers_.ranked()) {
    for (const Use& use : loop.uses) walked.insert(use.edge);
  }
  std::vector<EdgeIndex> corridors;
  for (const EdgeIndex edge : walked) {
    const EdgeIndex corridor = network_.corridors().corridor(edge);
    if (corridor != invalid_id) corridors.push_back(corridor);
  }
  return corridors;
}

Millimetres TrailheadSearch::hopeless_penalty(const RankedTrailhead& trailhead) const {
  return answers_.threshold() - trailhead.drive_penalty;
}

Millimetres TrailheadSearch::good_enough(const RankedTrailhead& trailhead) const {
  return trailhead.least_penalty - trailhead.drive_penalty + share(close_enough);
}

SpanSearch::Found TrailheadSearch::collector(const RankedTrailhead& trailhead, std::size_t index) {
  return [this, &trailhead, index](const std::vector<Arc>& corridors, const Measure& loop) {
    if (!target_.allows(loop)) return remember_miss(loop);
    if (target_.penalty(loop) + trailhead.drive_penalty >= answers_.threshold()) return;
    std::vector<EdgeIndex> edges;
    for (const Arc& arc : corridors) {
      const Corridors::Chain chain = network_.corridors().chain(arc.edge);
      edges.insert(edges.end(), chain.begin(), chain.end());
    }
    offer(trailhead, index, fold_uses(std::move(edges)), loop);
  };
}

void TrailheadSearch::offer(const RankedTrailhead& trailhead, std::size_t index, Uses uses,
                            const Measure& loop) {
  std::sort(uses.begin(), uses.end());
  if (!can_be_walked(network_.graph(), trailhead.node, uses)) return;
  const Millimetres beside = network_.twins().repeated(uses);
  answers_.offer(FoundLoop{index, target_.penalty(loop) + trailhead.drive_penalty, beside, loop,
                           std::move(uses)});
}

void TrailheadSearch::remember_miss(const Measure& loop) {
  const auto off = [&](Millimetres length) { return std::abs(length - target_.length); };
  if (nearest_miss_ == 0 || off(loop.length) < off(nearest_miss_)) nearest_miss_ = loop.length;
}

}  // namespace loopgenie
