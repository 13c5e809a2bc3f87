#include "loop/search/trailhead_search.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "loop/walk/walk.hpp"

namespace loopgenie {
namespace {

// By how much more than allowed a walk shares with loops that are answers already.
Millimetres overlap(const Graph& core, const std::vector<Arc>& walk,
                    const std::vector<std::vector<EdgeIndex>>& loops) {
  std::vector<EdgeIndex> corridors;
  for (const Arc& arc : walk) corridors.push_back(arc.edge);
  std::sort(corridors.begin(), corridors.end());
  corridors.erase(std::unique(corridors.begin(), corridors.end()), corridors.end());
  Millimetres most = 0;
  for (const std::vector<EdgeIndex>& loop : loops) {
    Millimetres distinct = 0;
    Millimetres shared = 0;
    for (const EdgeIndex i : corridors) {
      distinct += core.edge(i).length;
      if (std::binary_search(loop.begin(), loop.end(), i)) shared += core.edge(i).length;
    }
    most = std::max(most, shared - Answers::allowed_to_share(distinct));
  }
  return most;
}

}  // namespace

void TrailheadSearch::look(std::size_t index, Millimetres below) {
  RankedTrailhead& trailhead = state_.trailheads[index];
  const NodeIndex start = state_.junction(index);
  const Millimetres looked_below = std::min(below, state_.answers.threshold());
  if (start != invalid_id) {
    const Millimetres hopeless = looked_below - trailhead.drive_penalty;
    access_.grow(start, hopeless);
    trailhead.access =
        bound_access(access_, state_.network.cycles().stem[trailhead.node], hopeless);
    trailhead.least_penalty =
        std::max(trailhead.least_penalty, trailhead.drive_penalty + trailhead.access.least_penalty);
    for_each_met(state_.core.graph(), state_.core_vias, [&](NodeIndex node) {
      const Millimetres there_and_back = std::min(hopeless, access_.pairs().cost(node));
      trailhead.least_penalty =
          std::max(trailhead.least_penalty, trailhead.drive_penalty + there_and_back);
    });
  }
  trailhead.looked_below = looked_below;
}

void TrailheadSearch::explore(std::size_t index, std::size_t most, Millimetres below,
                              const std::vector<EdgeIndex>& avoided) {
  const NodeIndex start = state_.junction(index);
  if (avoided.empty()) look(index, below);
  if (start == invalid_id || state_.trailheads[index].bound() >= state_.answers.threshold()) return;
  if (!avoided.empty()) access_.grow(start, state_.threshold(index), avoided);
  if (!state_.core_vias.empty()) return string_pairs_to_vias(index);
  for (std::vector<Arc>& arcs : access_.cheapest_walks(most, state_.target.length)) {
    add(index, std::move(arcs));
  }
}

void TrailheadSearch::step_out(std::size_t index) {
  const NodeIndex start = state_.junction(index);
  if (start == invalid_id) return;
  add(index, steps_.round_trip(start));
}

// Closed walks from one start are one closed walk.
void TrailheadSearch::string_pairs_to_vias(std::size_t index) {
  const Graph& core = state_.core.graph();
  const NodeIndex start = state_.junction(index);
  std::vector<Arc> strung;
  for (const Via& via : state_.core_vias) {
    const NodeIndex node = via.is_node() ? via.node : core.edge(via.edge).source;
    if (passes(strung, via) || node == start) continue;
    if (!access_.least_dull().reaches(node)) return;
    const std::vector<Arc> pair = access_.pairs().walk(node);
    strung.insert(strung.end(), pair.begin(), pair.end());
  }
  std::vector<EdgeIndex> traversed;
  for (const Arc& arc : strung) traversed.push_back(arc.edge);
  for (const Via& via : state_.core_vias) {
    if (!via.is_node() && !passes(strung, via)) traversed.insert(traversed.end(), 2, via.edge);
  }
  state_.effort.spend(static_cast<WorkUnits>(4 * traversed.size()));
  if (std::optional<std::vector<Arc>> walk =
          order_walk(core, start, fold_uses(traversed), state_.effort)) {
    add(index, std::move(*walk));
  }
}

void TrailheadSearch::chain(std::size_t index, int links) {
  const NodeIndex start = state_.junction(index);
  if (start == invalid_id) return;
  const Graph& core = state_.core.graph();
  std::vector<EdgeIndex> traversed;
  Millimetres length = 0;
  for (int link = 0; link < links && length < state_.share(state_.schedule.chain_length); ++link) {
    access_.grow(start, state_.threshold(index), traversed);
    const std::vector<std::vector<Arc>> walks =
        access_.cheapest_walks(1, state_.target.length - length);
    if (walks.empty()) return;
    if (link > 0) add(index, walks[0]);
    for (const Arc& arc : walks[0]) traversed.push_back(arc.edge);
    state_.effort.spend(static_cast<WorkUnits>(4 * traversed.size()));
    const Uses uses = fold_uses(traversed);
    length = 0;
    for (const Use& use : uses) length += use.times * core.edge(use.edge).length;
    if (link == 0) continue;
    if (std::optional<std::vector<Arc>> walk = order_walk(core, start, uses, state_.effort)) {
      add(index, std::move(*walk));
    }
  }
}

void TrailheadSearch::transfer(const PooledWalk& walk, std::size_t to) {
  const std::vector<Arc>& arcs = walk.walk.arcs;
  const NodeIndex start = state_.junction(to);
  const auto there =
      std::find_if(arcs.begin(), arcs.end(), [&](const Arc& arc) { return arc.head == start; });
  if (there == arcs.end()) return;
  std::vector<Arc> moved(there + 1, arcs.end());
  moved.insert(moved.end(), arcs.begin(), there + 1);
  add(to, std::move(moved));
}

void TrailheadSearch::add(std::size_t index, std::vector<Arc> arcs) {
  std::optional<SpanSearch::Walk> walk =
      spans_.weigh(state_.junction(index), std::move(arcs), collect(index));
  if (!walk) return;
  state_.pool.add(PooledWalk{walk->penalty + state_.trailheads[index].drive_penalty, index,
                             std::move(*walk), 0});
}

void TrailheadSearch::improve(std::size_t index, int failures, Millimetres worse_by,
                              Deadline until) {
  state_.pool.change(index, [&](PooledWalk& pooled) {
    const RankedTrailhead& trailhead = state_.trailheads[pooled.trailhead];
    const Millimetres good_enough =
        trailhead.bound() - trailhead.drive_penalty + state_.share(state_.schedule.worth_improving);
    spans_.improve(state_.junction(pooled.trailhead), pooled.walk,
                   SpanSearch::Patience{good_enough, failures, worse_by, until},
                   collect(pooled.trailhead));
    pooled.penalty = pooled.walk.penalty + trailhead.drive_penalty;
    ++pooled.tries;
  });
}

void TrailheadSearch::keep_off(std::vector<std::vector<EdgeIndex>> loops) {
  kept_off_ = std::move(loops);
  charge_what_breaks_a_rule();
}

bool TrailheadSearch::passes(const std::vector<Arc>& walk, const Via& via) const {
  return std::any_of(walk.begin(), walk.end(),
                     [&](const Arc& arc) { return comes_by(state_.core.graph(), arc.edge, via); });
}

// At the end of a spur there may be a place to come by, or a camp.
bool TrailheadSearch::is_worth_turning(const Arc& there) const {
  const auto leads_there = [&](const Via& via) {
    return via.is_node() ? via.node == there.head : via.edge == there.edge;
  };
  const Nights& nights = state_.itineraries.nights();
  return (state_.several_days && nights.are_at_camps() &&
          nights.beds(state_.core.node(there.head)) > 0) ||
         std::any_of(state_.core_vias.begin(), state_.core_vias.end(), leads_there);
}

// So much that a walk which keeps the rule is always better.
void TrailheadSearch::charge_what_breaks_a_rule() {
  spans_.charge([this](const std::vector<Arc>& walk) {
    Millimetres charge = 0;
    if (!kept_off_.empty()) {
      const Millimetres excess = overlap(state_.core.graph(), walk, kept_off_);
      state_.effort.spend(static_cast<WorkUnits>(kept_off_.size() * walk.size()));
      if (excess > 0) charge += state_.target.length + excess;
    }
    for (const Via& via : state_.core_vias) {
      if (!passes(walk, via)) charge += state_.target.length;
    }
    if (state_.several_days) {
      const Millimetres to_mend = state_.itineraries.to_mend(walk);
      if (to_mend > 0) charge += state_.target.length + to_mend;
    }
    return charge;
  });
}

}  // namespace loopgenie
