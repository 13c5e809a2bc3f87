#include "loop/search/via_walks.hpp"

#include <algorithm>

#include "loop/base/at_exit.hpp"
#include "loop/bound/pair_tree.hpp"

namespace loopgenie {
namespace {

constexpr std::size_t orders_tried = 3;
constexpr std::size_t detours_tried = 6;  // for each of them
// Shares of the asked length: what a tour with a detour should come to by shortest ways, since it
// takes better ones.
constexpr double least_by_detour = 0.75;
constexpr double most_by_detour = 1.0;
// A leg of a tour is no longer than so many times the shortest way, and so much more.
constexpr Millimetres times_the_shortest = 3;
constexpr Millimetres at_least = 2'000'000;
// Of a corridor's length beside its dullness: just so much that ways do not wind.
constexpr Millimetres length_part = 16;

std::vector<NodeIndex> places_of(const SearchState& state) {
  std::vector<NodeIndex> places;
  for (const Via& via : state.core_vias) {
    places.push_back(via.is_node() ? via.node : state.core.graph().edge(via.edge).source);
  }
  return places;
}

}  // namespace

ViaWalks::ViaWalks(SearchState& state, TrailheadSearch& walks)
    : state_(state),
      walks_(walks),
      tours_(state.core.graph(), places_of(state), state.corridor_mask, state.target.longest,
             state.effort),
      home_(state.core.graph()),
      leg_(state.core.graph()),
      surcharge_(state.core.graph().edge_count()) {}

// The cheapest pair of ways between a trailhead and a place, and the length of the shortest tour,
// are what every walk costs that comes by.
void ViaWalks::bound_trailheads() {
  const Graph& graph = state_.core.graph();
  const auto once = [&](EdgeIndex i) {
    return state_.corridor_mask.closes(i) ? unreachable : graph.edge(i).dullness;
  };
  const auto again = [&](EdgeIndex i) { return graph.edge(i).length; };
  std::vector<Millimetres> dearest(state_.trailheads.size(), 0);
  PairTree pairs(graph);
  for (std::size_t place = 0; place < tours_.size(); ++place) {
    leg_.grow(
        tours_.ways_from(place).root(), PathLimits{}, once, [](NodeIndex) { return true; },
        state_.effort);
    pairs.grow(leg_, once, again, state_.effort);
    for (std::size_t i = 0; i < state_.trailheads.size(); ++i) {
      const NodeIndex start = state_.junction(i);
      if (start != invalid_id) dearest[i] = std::max(dearest[i], pairs.cost(start));
    }
  }
  for (std::size_t i = 0; i < state_.trailheads.size(); ++i) {
    RankedTrailhead& trailhead = state_.trailheads[i];
    const NodeIndex start = state_.junction(i);
    const Millimetres shortest = start == invalid_id ? unreachable : tours_.shortest(start);
    if (shortest > state_.target.longest) {
      trailhead.least_penalty = unreachable;
      trailhead.solved = true;
      continue;
    }
    const Millimetres least = std::max(dearest[i], shortest - state_.target.length);
    trailhead.least_penalty = std::max(trailhead.least_penalty, trailhead.drive_penalty + least);
    trailhead.likely_penalty = std::max(trailhead.likely_penalty, trailhead.drive_penalty + least);
  }
}

void ViaWalks::lead(std::size_t trailhead, const std::vector<EdgeIndex>& avoided) {
  const NodeIndex start = state_.junction(trailhead);
  if (start == invalid_id || !state_.may_beat(trailhead)) return;
  const Graph& graph = state_.core.graph();
  home_.grow(
      start, PathLimits{state_.target.longest / 2, unreachable},
      [&](EdgeIndex i) {
        return state_.corridor_mask.closes(i) ? unreachable : graph.edge(i).length;
      },
      [](NodeIndex) { return true; }, state_.effort);
  for (const std::vector<std::size_t>& order : tours_.orders(start, orders_tried)) {
    const std::vector<Stop> stops = stops_in(order, start);
    if (auto arcs = walk(start, stops, avoided)) walks_.add(trailhead, std::move(*arcs));
    for (const Detour& detour : find_detours(start, order)) {
      std::vector<Stop> longer = stops;
      longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(detour.before),
                    Stop{detour.node, invalid_id});
      if (auto arcs = walk(start, longer, avoided)) walks_.add(trailhead, std::move(*arcs));
    }
  }
}

std::vector<ViaWalks::Stop> ViaWalks::stops_in(const std::vector<std::size_t>& order,
                                               NodeIndex home) const {
  std::vector<Stop> stops;
  for (const std::size_t i : order) {
    stops.push_back(Stop{tours_.ways_from(i).root(), state_.core_vias[i].edge});
  }
  stops.push_back(Stop{home, invalid_id});
  return stops;
}

// Nodes by way of which a tour is about as long as asked, drawn from all there are.
std::vector<ViaWalks::Detour> ViaWalks::find_detours(NodeIndex start,
                                                     const std::vector<std::size_t>& order) const {
  std::vector<const PathTree*> ways{&home_};
  for (const std::size_t i : order) ways.push_back(&tours_.ways_from(i));
  ways.push_back(&home_);
  const auto at = [&](std::size_t i) { return i < order.size() ? ways[i + 1]->root() : start; };
  Millimetres length = 0;
  for (std::size_t i = 0; i <= order.size(); ++i) length += ways[i]->length(at(i));
  std::vector<Detour> found;
  for (const NodeIndex node : home_.settled()) {
    for (std::size_t i = 0; i <= order.size(); ++i) {
      if (!ways[i]->reaches(node) || !ways[i + 1]->reaches(node)) continue;
      const Millimetres longer =
          length - ways[i]->length(at(i)) + ways[i]->length(node) + ways[i + 1]->length(node);
      if (longer < state_.share(least_by_detour) || longer > state_.share(most_by_detour)) continue;
      found.push_back(Detour{i, node});
    }
  }
  state_.effort.spend(static_cast<WorkUnits>(home_.settled().size() * (order.size() + 1) / 4));
  for (std::size_t i = 0; i < std::min(found.size(), detours_tried); ++i) {
    std::swap(found[i], found[i + state_.dice.below(found.size() - i)]);
  }
  found.resize(std::min(found.size(), detours_tried));
  return found;
}

// Leg by leg, each the best way that what was walked before leaves.
std::optional<std::vector<Arc>> ViaWalks::walk(NodeIndex start, const std::vector<Stop>& stops,
                                               const std::vector<EdgeIndex>& avoided) {
  const Graph& graph = state_.core.graph();
  for (const EdgeIndex i : avoided) surcharge_[i] += graph.edge(i).length;
  std::vector<Arc> arcs;
  const AtExit forget([&] {
    for (const EdgeIndex i : avoided) surcharge_[i] = 0;
    for (const Arc& arc : arcs) surcharge_[arc.edge] = 0;
  });
  NodeIndex here = start;
  for (const Stop& stop : stops) {
    const bool walked = std::any_of(arcs.begin(), arcs.end(),
                                    [&](const Arc& arc) { return arc.edge == stop.corridor; });
    if (walked) continue;
    if (!walk_to(stop.node, arcs, here)) return std::nullopt;
    here = stop.node;
    const bool on_the_way = !arcs.empty() && arcs.back().edge == stop.corridor;
    if (stop.corridor == invalid_id || on_the_way) continue;
    const bool reversed = graph.edge(stop.corridor).target == here;
    step(Arc{other_end(graph.edge(stop.corridor), here), stop.corridor, reversed}, arcs);
    here = arcs.back().head;
  }
  return arcs;
}

bool ViaWalks::walk_to(NodeIndex node, std::vector<Arc>& arcs, NodeIndex from) {
  if (node == from) return true;
  const Graph& graph = state_.core.graph();
  // Grown from the end, so that the way is read off in its order.
  const PathTree* known = &home_;
  for (std::size_t i = 0; i < tours_.size(); ++i) {
    if (tours_.ways_from(i).root() == node || tours_.ways_from(i).root() == from) {
      known = &tours_.ways_from(i);
    }
  }
  const NodeIndex other = known->root() == node ? from : node;
  if (!known->reaches(other)) return false;
  leg_.grow(
      node, PathLimits{times_the_shortest * known->length(other) + at_least, unreachable},
      [&](EdgeIndex i) {
        const Edge& edge = graph.edge(i);
        return state_.corridor_mask.closes(i)
                   ? unreachable
                   : edge.length / length_part + edge.dullness + surcharge_[i];
      },
      [](NodeIndex) { return true; }, state_.effort);
  if (!leg_.reaches(from)) return false;
  while (from != node) {
    const NodeIndex next = leg_.parent(from);
    step(turned(leg_.entered_by(from), next), arcs);
    from = next;
  }
  return true;
}

// To walk it again costs its length instead of its dullness.
void ViaWalks::step(const Arc& arc, std::vector<Arc>& arcs) {
  const Edge& edge = state_.core.graph().edge(arc.edge);
  surcharge_[arc.edge] += edge.length;
  arcs.push_back(arc);
}

}  // namespace loopgenie
