#include "loop/search/exact_search.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "loop/bound/fill_bound.hpp"
#include "loop/bound/prune.hpp"
#include "loop/exact/day_search.hpp"
#include "loop/exact/frontier_search.hpp"
#include "loop/exact/frontier_state.hpp"
#include "loop/walk/walk.hpp"

namespace loopgenie {
namespace {

// Shares of the asked length: labels so near to each other that they count as one, the more so
// where a search only has to exclude better loops.
constexpr double all_but_reached = 0.01;
constexpr double narrow_merge = 0.0001;
constexpr double wide_merge = 0.0005;
// So few edges are searched with all their spurs and every label.
constexpr std::size_t always_exact_edges = 40;
constexpr std::size_t labels_for_small = 20'000;
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

// Those of some corridors that hang together with the start, with indexes of their own.
Reach join_corridors(const Graph& core, NodeIndex start, const std::vector<EdgeIndex>& corridors,
                     Effort& effort) {
  std::unordered_map<NodeIndex, std::vector<EdgeIndex>> at;
  for (const EdgeIndex i : corridors) {
    at[core.edge(i).source].push_back(i);
    at[core.edge(i).target].push_back(i);
  }
  effort.spend(static_cast<WorkUnits>(4 * corridors.size()));
  std::unordered_map<NodeIndex, NodeIndex> number{{start, 0}};
  std::vector<NodeIndex> queue{start};
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const NodeIndex node = queue[next];
    for (const EdgeIndex i : at[node]) {
      const NodeIndex other = other_end(core.edge(i), node);
      if (number.try_emplace(other, static_cast<NodeIndex>(number.size())).second) {
        queue.push_back(other);
      }
    }
  }
  Reach reach;
  reach.start = 0;
  std::vector<Edge> edges;
  for (const EdgeIndex i : corridors) {
    Edge edge = core.edge(i);
    const auto source = number.find(edge.source);
    if (source == number.end()) continue;
    edge.source = source->second;
    edge.target = number[edge.target];
    edges.push_back(edge);
    reach.network_edge.push_back(i);
  }
  reach.graph = Graph(static_cast<NodeIndex>(number.size()), std::move(edges));
  reach.cycles = find_cycles(reach.graph, effort);
  return reach;
}

}  // namespace

bool ExactSearch::bound_all_but_reached(const RankedTrailhead& trailhead) const {
  return trailhead.least_penalty >= state_.answers.threshold() - state_.share(all_but_reached);
}

bool ExactSearch::provable(std::size_t index, const ExactPass& pass) const {
  const RankedTrailhead& trailhead = state_.trailheads[index];
  const Millimetres below =
      pass.proves ? state_.proof_threshold() - trailhead.drive_penalty : state_.threshold(index);
  return trailhead.access.corridors_below(below) <=
         (bound_all_but_reached(trailhead) ? most_corridors : pass.around);
}

void ExactSearch::prove(std::size_t index, const ExactPass& pass) {
  RankedTrailhead& trailhead = state_.trailheads[index];
  const auto threshold = [&] {
    return pass.proves ? state_.proof_threshold() - trailhead.drive_penalty
                       : state_.threshold(index);
  };
  Reach reach =
      prune(reaches_.find(trailhead.node, state_.target, threshold(), state_.mask, state_.effort),
            state_.target, threshold(), state_.effort);
  trailhead.least_penalty = std::max(
      trailhead.least_penalty,
      trailhead.drive_penalty + std::min(threshold(), least_penalty(reach, state_.target)));
  if (reach.graph.edge_count() == 0) {
    trailhead.solved = trailhead.solved || !pass.proves;
    return;
  }
  std::optional<ReducedCosts> reduced;
  if (pass.connected) {
    reduced = bound_by_connection(trailhead, reach, threshold(), pass.spurs);
    if (trailhead.least_penalty >= trailhead.drive_penalty + threshold()) return;
  }
  FrontierLimits limits;
  if (reduced) {
    limits.reduced = &*reduced;
    limits.width = FrontierState::max_width;
  }
  const bool small = reach.graph.edge_count() <= always_exact_edges;
  // Of alternatives nothing is proven: they need not be searched to the end.
  const bool to_the_end = small && state_.answers.settled().empty();
  limits.labels = to_the_end ? std::max(pass.labels, labels_for_small) : pass.labels;
  if (!bound_all_but_reached(trailhead)) limits.corridors = pass.corridors;
  limits.spurs = pass.spurs || small;
  if (pass.proves) limits.hopeless_below = trailhead.least_penalty - trailhead.drive_penalty;
  if (!small) limits.merge = state_.share(pass.proves ? wide_merge : narrow_merge);
  const FoundWalk found = [&](const Uses& uses, const Measure& loop) {
    Uses in_network;
    for (const Use& use : uses) in_network.push_back(Use{reach.network_edge[use.edge], use.times});
    state_.collector.take(index, std::move(in_network), loop);
    return threshold();
  };
  const FrontierResult result =
      search_frontier(reach, state_.target, limits, threshold(), found, state_.effort);
  trailhead.least_penalty =
      std::max(trailhead.least_penalty, trailhead.drive_penalty + result.least);
  trailhead.solved =
      trailhead.solved || (result.complete && !pass.proves && trailhead.passed_over == unreachable);
}

void ExactSearch::search_days(std::size_t index, WorkUnits most) {
  RankedTrailhead& trailhead = state_.trailheads[index];
  const auto threshold = [&] { return state_.threshold(index); };
  const Reach reach =
      prune(reaches_.find(trailhead.node, state_.target, threshold(), state_.mask, state_.effort),
            state_.target, threshold(), state_.effort);
  const FoundDays found = [&](const std::vector<Arc>& order, const Measure& loop) {
    state_.collector.take_cut(index, order, loop);
    return threshold();
  };
  if (!loopgenie::search_days(state_.network, state_.itineraries, reach, state_.target, threshold(),
                              found, most, state_.effort)) {
    return;
  }
  trailhead.least_penalty = std::max(
      trailhead.least_penalty, std::min(state_.answers.threshold(), state_.answers.penalty()));
  trailhead.passed_over = unreachable;
  trailhead.solved = true;
}

// Raises the bound, and drops from the reach what is too dear then. Nothing where the corridors are
// too many, or where a loop may have any penalty.
std::optional<ReducedCosts> ExactSearch::bound_by_connection(RankedTrailhead& trailhead,
                                                             Reach& reach, Millimetres hopeless,
                                                             bool spurs) {
  if (hopeless <= 0 || hopeless >= state_.target.length) return std::nullopt;
  const Corridors corridors = contract(reach, false, state_.effort);
  const NodeIndex start = corridors.junction(reach.start);
  if (start == invalid_id || corridors.graph().edge_count() > most_corridors) return std::nullopt;
  const ReducedCosts costs =
      bound_connected(corridors, start, state_.target, hopeless, state_.effort);
  trailhead.least_penalty = std::max(trailhead.least_penalty,
                                     trailhead.drive_penalty + std::min(hopeless, costs.least()));
  if (costs.least() >= hopeless) return std::nullopt;
  std::vector<bool> kept(reach.graph.edge_count(), spurs);
  if (!spurs) {
    const std::vector<bool> affordable =
        mark_affordable(corridors, start, costs, hopeless, state_.effort);
    for (EdgeIndex i = 0; i < affordable.size(); ++i) {
      for (const EdgeIndex edge : corridors.chain(i)) kept[edge] = affordable[i];
    }
    reach = keep_edges(reach, kept, state_.effort);
  }
  return costs_by_edge(costs, corridors, kept);
}

ExactSearch::Found ExactSearch::search_within(std::size_t index, std::vector<EdgeIndex> corridors,
                                              Millimetres below, const CorridorLimits& limits) {
  const Corridors& core = state_.core;
  const NodeIndex start = core.junction(state_.trailheads[index].node);
  std::sort(corridors.begin(), corridors.end());
  const Reach reach = join_corridors(core.graph(), start, corridors, state_.effort);
  Found found;
  if (reach.graph.edge_count() == 0) return found;
  FrontierLimits frontier;
  frontier.labels = limits.labels;
  frontier.corridors = limits.corridors;
  frontier.width = limits.width;
  frontier.spurs = false;
  frontier.merge = limits.loss;
  Uses best;
  const FoundWalk keep = [&](const Uses& uses, const Measure& loop) {
    Uses in_network;
    best.clear();
    for (const Use& use : uses) {
      const EdgeIndex corridor = reach.network_edge[use.edge];
      best.push_back(Use{corridor, use.times});
      for (const EdgeIndex edge : core.chain(corridor)) in_network.push_back(Use{edge, use.times});
    }
    state_.collector.take(index, std::move(in_network), loop);
    return below = state_.target.penalty(loop);
  };
  const FrontierResult result =
      search_frontier(reach, state_.target, frontier, below, keep, state_.effort);
  found.searched = result.least != 0 || !best.empty();
  if (!best.empty()) {
    found.walk = order_walk(core.graph(), start, best).value_or(std::vector<Arc>());
  }
  return found;
}

}  // namespace loopgenie
