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

// Those of some corridors that hang together with the start, with indexes of their own; none where
// a via is not among them. The corridors are in order.
Reach join_corridors(const Graph& core, NodeIndex start, const std::vector<EdgeIndex>& corridors,
                     const std::vector<Via>& vias, Effort& effort) {
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
  for (const Via& via : vias) {
    const auto node = number.find(via.node);
    const auto edge =
        std::lower_bound(reach.network_edge.begin(), reach.network_edge.end(), via.edge);
    const bool there = via.is_node() ? node != number.end()
                                     : edge != reach.network_edge.end() && *edge == via.edge;
    if (!there) return Reach();
    reach.vias.push_back(
        via.is_node() ? Via{node->second, invalid_id}
                      : Via{invalid_id, static_cast<EdgeIndex>(edge - reach.network_edge.begin())});
  }
  reach.graph = Graph(static_cast<NodeIndex>(number.size()), std::move(edges), effort);
  reach.cycles = find_cycles(reach.graph, effort);
  return reach;
}

}  // namespace

Millimetres ExactSearch::below(std::size_t index, const ExactPass& pass) const {
  return pass.proves ? state_.proof_threshold() - state_.trailheads[index].drive_penalty
                     : state_.threshold(index);
}

bool ExactSearch::bound_all_but_reached(const RankedTrailhead& trailhead) const {
  return trailhead.least_penalty >=
         state_.answers.threshold() - state_.share(state_.schedule.all_but_reached);
}

bool ExactSearch::provable(std::size_t index, const ExactPass& pass) const {
  const RankedTrailhead& trailhead = state_.trailheads[index];
  return trailhead.access.corridors_below(below(index, pass)) <=
         (bound_all_but_reached(trailhead) ? state_.schedule.most_corridors : pass.around);
}

void ExactSearch::prove(std::size_t index, const ExactPass& pass) {
  RankedTrailhead& trailhead = state_.trailheads[index];
  const Millimetres hopeless = below(index, pass);
  const Reach reach = prune(reaches_.find(trailhead.node, state_.target, hopeless, state_.mask,
                                          state_.vias, state_.effort),
                            state_.target, hopeless, state_.effort);
  raise_bound(index, std::min(hopeless, least_penalty(reach, state_.target)));
  if (reach.graph.edge_count() == 0) {
    trailhead.solved = trailhead.solved || !pass.proves;
  } else if (pass.connected) {
    prove_by_connection(index, pass, reach, hopeless);
  } else {
    search_reach(index, pass, reach, nullptr, pass.labels, pass.spurs);
  }
}

// Few labels first; more of them only where there were too few.
void ExactSearch::prove_by_connection(std::size_t index, const ExactPass& pass, const Reach& reach,
                                      Millimetres hopeless) {
  if (hopeless <= 0 || hopeless >= state_.target.length) return;
  const Corridors corridors = contract(reach, false, state_.effort);
  const NodeIndex start = corridors.junction(reach.start);
  if (start == invalid_id || corridors.graph().edge_count() > pass.corridors) return;
  const ReducedCosts costs = bound_connected(corridors, start, vias_among(corridors, reach.vias),
                                             state_.target, hopeless, state_.effort);
  raise_bound(index, std::min(hopeless, costs.least()));
  const auto open = [&] {
    return state_.trailheads[index].bound() <
           state_.trailheads[index].drive_penalty + below(index, pass);
  };
  if (!open()) return;
  const Affordable affordable = find_affordable(corridors, start, costs, state_.effort);
  std::vector<bool> walked(reach.graph.edge_count(), false);
  for (EdgeIndex i = 0; i < affordable.size(); ++i) {
    for (const EdgeIndex edge : corridors.chain(i)) {
      walked[edge] = affordable[i][1] || affordable[i][2];
    }
  }
  const Reach left = keep_edges(reach, walked, state_.effort);
  const ReducedCosts left_costs = costs_by_edge(costs, corridors, walked);
  bool had_space = false;
  for (std::size_t labels = pass.labels; open() && !had_space && labels <= pass.most_labels;
       labels *= pass.more_labels) {
    had_space = search_reach(index, pass, left, &left_costs, labels, false);
    if (state_.effort.exhausted()) return;
  }
  if (!open() || !had_space) return;
  // What is short without spurs may have the right length with them.
  const std::vector<bool> all(reach.graph.edge_count(), true);
  const ReducedCosts all_costs = costs_by_edge(costs, corridors, all);
  search_reach(index, pass, reach, &all_costs, pass.most_labels, true);
}

// Whether there was space for all labels.
bool ExactSearch::search_reach(std::size_t index, const ExactPass& pass, const Reach& reach,
                               const ReducedCosts* costs, std::size_t labels, bool spurs) {
  RankedTrailhead& trailhead = state_.trailheads[index];
  FrontierLimits limits;
  limits.reduced = costs;
  if (costs != nullptr) limits.width = FrontierState::max_width;
  const bool small = reach.graph.edge_count() <= state_.schedule.exact_edges;
  // Of alternatives nothing is proven: they need not be searched to the end.
  const bool to_the_end = small && state_.answers.settled().empty();
  limits.labels = to_the_end
                      ? std::max(labels, static_cast<std::size_t>(state_.schedule.exact_labels))
                      : labels;
  if (!bound_all_but_reached(trailhead)) limits.corridors = pass.corridors;
  limits.spurs = spurs || small;
  if (pass.proves) limits.hopeless_below = trailhead.least_penalty - trailhead.drive_penalty;
  if (!small)
    limits.merge =
        state_.share(pass.proves ? state_.schedule.proof_loss : state_.schedule.finding_loss);
  const FoundWalk found = [&](const Uses& uses, const Measure& loop) {
    Uses in_network;
    for (const Use& use : uses) in_network.push_back(Use{reach.network_edge[use.edge], use.times});
    state_.collector.take(index, std::move(in_network), loop);
    return below(index, pass);
  };
  const FrontierResult result =
      search_frontier(reach, state_.target, limits, below(index, pass), found, state_.effort);
  raise_bound(index, result.least);
  trailhead.solved =
      trailhead.solved || (result.complete && !pass.proves && trailhead.passed_over == unreachable);
  return result.had_space;
}

// By what every loop has at least, without the drive.
void ExactSearch::raise_bound(std::size_t index, Millimetres least) {
  RankedTrailhead& trailhead = state_.trailheads[index];
  trailhead.least_penalty = std::max(trailhead.least_penalty, trailhead.drive_penalty + least);
}

void ExactSearch::search_days(std::size_t index, WorkUnits most) {
  RankedTrailhead& trailhead = state_.trailheads[index];
  const auto threshold = [&] { return state_.threshold(index); };
  const Reach reach = prune(reaches_.find(trailhead.node, state_.target, threshold(), state_.mask,
                                          state_.vias, state_.effort),
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

ExactSearch::Found ExactSearch::search_within(std::size_t index, std::vector<EdgeIndex> corridors,
                                              Millimetres below, const CorridorLimits& limits) {
  const Corridors& core = state_.core;
  const NodeIndex start = core.junction(state_.trailheads[index].node);
  std::sort(corridors.begin(), corridors.end());
  const Reach reach =
      join_corridors(core.graph(), start, corridors, state_.core_vias, state_.effort);
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
    found.walk = order_walk(core.graph(), start, best, state_.effort).value_or(std::vector<Arc>());
  }
  return found;
}

}  // namespace loopgenie
