#include "loop/search/via_walks.hpp"

#include <algorithm>

#include "loop/base/at_exit.hpp"
#include "loop/bound/pair_tree.hpp"
#include "loop/walk/walk.hpp"

namespace loopgenie {
namespace {

// More of them take from improving what they do not give back.
constexpr std::size_t orders_tried = 1;
constexpr std::size_t detours_tried = 2;  // for each; where there is no answer yet,
constexpr std::size_t most_detours = 30;
// Shares of the asked length: what a tour with a detour should come to by shortest ways, since it
// takes better ones.
constexpr double least_by_detour = 0.75;
constexpr double most_by_detour = 1.0;
// A leg of a tour is longer than the shortest way by no more than so many times that, and so much.
constexpr Millimetres more_than_once = 2;
constexpr Millimetres at_least = 2'000'000;
// What length costs beside dullness and repeats, in sixteenths: at first just so much that ways do
// not wind, and more until a tour is no longer than asked; with the last one it is all but the
// shortest there is.
constexpr Millimetres prices[] = {1, 8, 64, 1024};
constexpr Millimetres whole_price = 16;
// With a detour a tour is about as long as asked by shortest ways.
constexpr Millimetres least_price_of_detour = 8;

}  // namespace

ViaWalks::ViaWalks(SearchState& state, TrailheadSearch& walks)
    : state_(state),
      walks_(walks),
      tours_(state.core.graph(), state.core_vias, state.corridor_mask, state.target.longest,
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
  for_each_met(graph, state_.core_vias, [&](NodeIndex node) {
    leg_.grow(
        node, PathLimits{}, once, [](NodeIndex) { return true; }, state_.effort);
    pairs.grow(leg_, once, again, state_.effort);
    for (std::size_t i = 0; i < state_.trailheads.size(); ++i) {
      const NodeIndex start = state_.junction(i);
      if (start != invalid_id) dearest[i] = std::max(dearest[i], pairs.cost(start));
    }
  });
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
  for (const Stops& stops : tours_.tours(start, orders_tried)) {
    if (lead_by(trailhead, stops, avoided, prices[0]) > state_.target.length) continue;
    std::size_t tried = 0;
    for (const Detour& detour : find_detours(start, stops)) {
      if (++tried > detours_tried && state_.answers.found()) break;
      Stops longer = stops;
      longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(detour.before),
                    ViaTours::Stop{detour.node, detour.node, invalid_id});
      lead_by(trailhead, longer, avoided, least_price_of_detour);
    }
  }
}

Millimetres ViaWalks::lead_by(std::size_t trailhead, const Stops& stops,
                              const std::vector<EdgeIndex>& avoided, Millimetres least_price) {
  const NodeIndex start = state_.junction(trailhead);
  slack_ = std::max<Millimetres>(0, state_.target.longest - shortest_by(start, stops));
  Millimetres longest = 0;
  for (const Millimetres price : prices) {
    if (price < least_price) continue;
    price_ = price;
    auto arcs = walk(start, stops, avoided);
    if (!arcs) continue;  // a better way there was too long in the end
    Millimetres length = 0;
    for (const Arc& arc : *arcs) length += state_.core.graph().edge(arc.edge).length;
    longest = std::max(longest, length);
    walks_.add(trailhead, std::move(*arcs));
    if (length <= state_.target.length) break;
  }
  return longest;
}

Millimetres ViaWalks::shortest_by(NodeIndex start, const Stops& stops) const {
  Millimetres length = 0;
  NodeIndex here = start;
  const auto go_on = [&](NodeIndex node) {
    const PathTree& ways = ways_between(here, node);
    length += ways.length(ways.root() == here ? node : here);
  };
  for (const ViaTours::Stop& stop : stops) {
    go_on(stop.enter);
    if (stop.edge != invalid_id) length += state_.core.graph().edge(stop.edge).length;
    here = stop.leave;
  }
  go_on(start);
  return length;
}

// Detours have no ways of their own.
const PathTree& ViaWalks::ways_between(NodeIndex from, NodeIndex to) const {
  for (const NodeIndex end : {from, to}) {
    if (const PathTree* ways = tours_.ways_from(end)) return *ways;
  }
  return home_;
}

// Nodes by way of which a tour is about as long as asked, drawn from all there are.
std::vector<ViaWalks::Detour> ViaWalks::find_detours(NodeIndex start, const Stops& stops) const {
  std::vector<const PathTree*> from{&home_};
  std::vector<const PathTree*> to;
  for (const ViaTours::Stop& stop : stops) {
    to.push_back(tours_.ways_from(stop.enter));
    from.push_back(tours_.ways_from(stop.leave));
  }
  to.push_back(&home_);
  const Millimetres length = shortest_by(start, stops);
  std::vector<Detour> found;
  for (const NodeIndex node : home_.settled()) {
    for (std::size_t i = 0; i < to.size(); ++i) {
      if (!from[i]->reaches(node) || !to[i]->reaches(node)) continue;
      const Millimetres longer =
          length - from[i]->length(to[i]->root()) + from[i]->length(node) + to[i]->length(node);
      if (longer < state_.share(least_by_detour) || longer > state_.share(most_by_detour)) continue;
      found.push_back(Detour{i, node});
    }
  }
  state_.effort.spend(static_cast<WorkUnits>(home_.settled().size() * to.size() / 4));
  for (std::size_t i = 0; i < std::min(found.size(), most_detours); ++i) {
    std::swap(found[i], found[i + state_.dice.below(found.size() - i)]);
  }
  found.resize(std::min(found.size(), most_detours));
  return found;
}

// Leg by leg, each the best way that what was walked before leaves.
std::optional<std::vector<Arc>> ViaWalks::walk(NodeIndex start, const Stops& stops,
                                               const std::vector<EdgeIndex>& avoided) {
  const Graph& graph = state_.core.graph();
  for (const EdgeIndex i : avoided) surcharge_[i] += graph.edge(i).length;
  std::vector<Arc> arcs;
  const AtExit forget([&] {
    for (const EdgeIndex i : avoided) surcharge_[i] = 0;
    for (const Arc& arc : arcs) surcharge_[arc.edge] = 0;
  });
  NodeIndex here = start;
  for (const ViaTours::Stop& stop : stops) {
    const bool walked = stop.edge != invalid_id &&
                        std::any_of(arcs.begin(), arcs.end(),
                                    [&](const Arc& arc) { return arc.edge == stop.edge; });
    if (walked) continue;
    if (!walk_to(stop.enter, arcs, here)) return std::nullopt;
    here = stop.enter;
    const bool on_the_way = !arcs.empty() && arcs.back().edge == stop.edge;
    if (stop.edge == invalid_id || on_the_way) continue;
    step(Arc{stop.leave, stop.edge, graph.edge(stop.edge).target == here}, arcs);
    here = stop.leave;
  }
  if (!walk_to(start, arcs, here)) return std::nullopt;
  return fold(start, arcs);
}

bool ViaWalks::walk_to(NodeIndex node, std::vector<Arc>& arcs, NodeIndex from) {
  if (node == from) return true;
  const Graph& graph = state_.core.graph();
  const PathTree& ways = ways_between(from, node);
  const NodeIndex other = ways.root() == from ? node : from;
  if (!ways.reaches(other)) return false;
  const Millimetres shortest = ways.length(other);
  const Millimetres longest = shortest + std::min(slack_, more_than_once * shortest + at_least);
  // Grown from the end, so that the way is read off in its order.
  leg_.grow(
      node, PathLimits{longest, unreachable},
      [&](EdgeIndex i) {
        const Edge& edge = graph.edge(i);
        return state_.corridor_mask.closes(i)
                   ? unreachable
                   : edge.length * price_ / whole_price + edge.dullness + surcharge_[i];
      },
      [&](NodeIndex by) { return ways.reaches(by) && ways.length(by) <= longest; }, state_.effort);
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

// Of what is walked three times or more two times are too many.
std::vector<Arc> ViaWalks::fold(NodeIndex start, const std::vector<Arc>& arcs) const {
  std::vector<EdgeIndex> traversed;
  for (const Arc& arc : arcs) traversed.push_back(arc.edge);
  const Uses uses = fold_uses(std::move(traversed));
  std::size_t left = 0;
  for (const Use& use : uses) left += use.times;
  if (left == arcs.size()) return arcs;
  return order_walk(state_.core.graph(), start, uses, state_.effort).value_or(arcs);
}

}  // namespace loopgenie
