#include "start_search.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "core_search.hpp"
#include "fill_bound.hpp"
#include "frontier_search.hpp"

namespace loopgenie {
namespace {

// Shares of the asked length: where a walk is good enough to stop improving it, and labels so
// near to each other that they count as one, the more so where a search only has to exclude
// better loops.
constexpr double close_enough = 0.001;
constexpr double narrow_merge = 0.0001;
constexpr double wide_merge = 0.0005;
constexpr std::size_t always_exact_edges = 24;

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
  const Millimetres without_cycle = bridges.least_penalty(target.length);
  const Millimetres stem = reach.cycles.stem[reach.start];
  if (stem == unreachable) return without_cycle;
  const Millimetres with_cycle =
      stem + (2 * stem <= target.length ? all.least_penalty(target.length - 2 * stem)
                                        : 2 * stem - target.length);
  return std::min(without_cycle, with_cycle);
}

}  // namespace

Millimetres StartSearch::explore(const RankedStart& start, std::size_t index) {
  const Reach reach = reaches_.find(start.node, target_.longest, effort_);
  if (reach.graph.edge_count() == 0) return unreachable;
  const Millimetres least =
      std::max(start.least_penalty, start.drive_penalty + least_penalty(reach, target_));
  RankedStart bounded = start;
  bounded.least_penalty = least;
  if (least < answers_.threshold()) search_core(reach, bounded, index, Care::look);
  return least;
}

void StartSearch::improve(const RankedStart& start, std::size_t index) {
  search_core(reaches_.find(start.node, target_.longest, effort_), start, index, Care::improve);
}

void StartSearch::search_core(const Reach& reach, const RankedStart& start, std::size_t index,
                              Care care) {
  const Millimetres good_enough =
      start.least_penalty - start.drive_penalty +
      static_cast<Millimetres>(close_enough * static_cast<double>(target_.length));
  const Corridors core = find_corridors(reach);
  const CoreSearch::Found found = [&](const Uses& corridors, const Measure& loop) {
    if (!target_.allows(loop)) return remember_miss(loop);
    const Millimetres penalty = target_.penalty(loop) + start.drive_penalty;
    if (penalty < best_here_) best_here_ = penalty;
    if (penalty >= answers_.threshold()) return;
    Uses uses;
    for (const Use& use : corridors) {
      for (const EdgeIndex edge : core.chain[use.edge]) uses.push_back(Use{edge, use.times});
    }
    std::sort(uses.begin(), uses.end());
    offer(reach, start, index, uses, loop);
  };
  CoreSearch search(core, target_, found, effort_);
  const auto run = [&](const std::vector<bool>& avoided) {
    search.find(good_enough, avoided);
    if (care == Care::improve) search.improve(good_enough);
  };
  best_here_ = unreachable;
  run({});
  for (std::size_t rank = 1; rank < wanted_ && !effort_.exhausted(); ++rank) {
    // An alternative keeps off what the loops so far walk.
    std::set<EdgeIndex> walked;
    for (const FoundLoop& loop : answers_.ranked()) {
      for (const Use& use : loop.uses) walked.insert(use.edge);
    }
    std::vector<bool> avoided;
    for (const std::vector<EdgeIndex>& chain : core.chain) {
      avoided.push_back(walked.count(reach.network_edge[chain.front()]) > 0);
    }
    run(avoided);
  }
}

Millimetres StartSearch::prove(const RankedStart& start, std::size_t index, std::size_t labels,
                               Millimetres slack) {
  const Reach reach = reaches_.find(start.node, target_.longest, effort_);
  FrontierLimits limits;
  limits.labels = labels;
  if (slack > 0) limits.hopeless_below = start.least_penalty - start.drive_penalty;
  if (reach.graph.edge_count() > always_exact_edges) {
    limits.merge = static_cast<Millimetres>((slack > 0 ? wide_merge : narrow_merge) *
                                            static_cast<double>(target_.length));
  }
  const auto threshold = [&] { return answers_.threshold() - start.drive_penalty - slack; };
  const FoundWalk found = [&](const Uses& uses, const Measure& loop) {
    offer(reach, start, index, uses, loop);
    return threshold();
  };
  const Millimetres least = search_frontier(reach, target_, limits, threshold(), found, effort_);
  return std::max(start.least_penalty, start.drive_penalty + least);
}

void StartSearch::offer(const Reach& reach, const RankedStart& start, std::size_t index,
                        const Uses& uses, const Measure& loop) {
  FoundLoop found{index, target_.penalty(loop) + start.drive_penalty, loop, {}};
  for (const Use& use : uses) {
    found.uses.push_back(Use{reach.network_edge[use.edge], use.times});
  }
  std::sort(found.uses.begin(), found.uses.end());
  answers_.offer(std::move(found));
}

void StartSearch::remember_miss(const Measure& loop) {
  const auto off = [&](Millimetres length) { return std::abs(length - target_.length); };
  if (nearest_miss_ == 0 || off(loop.length) < off(nearest_miss_)) nearest_miss_ = loop.length;
}

}  // namespace loopgenie
