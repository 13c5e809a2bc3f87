#include "loop/search/camp_ways.hpp"

#include <algorithm>
#include <cmath>

#include "loop/base/at_exit.hpp"

namespace loopgenie {
namespace {

constexpr std::size_t walks_led = 4;    // of the pool, each time
constexpr std::size_t camps_tried = 4;  // for each of them
constexpr std::size_t leaves_tried = 4;
constexpr std::size_t joins_tried = 3;  // for each of those
// Shares of the asked length.
constexpr double farthest_camp = 0.2;
constexpr double longest_detour = 0.35;

}  // namespace

void CampWays::lead(Deadline until) {
  std::vector<PooledWalk> walks;
  for (const std::size_t i : state_.live_walks()) {
    const PooledWalk& walk = state_.pool[i];
    if (walks.size() == walks_led) break;
    if (walk.walk.penalty <= state_.target.length) continue;  // its days fit
    if (led_.emplace(walk.walk.penalty, walk.walk.length).second) walks.push_back(walk);
  }
  for (const PooledWalk& walk : walks) {
    if (!state_.effort.past(until)) lead(walk);
  }
}

void CampWays::lead(const PooledWalk& walk) {
  const std::vector<Stop> stops = state_.itineraries.stops_of(walk.walk.arcs);
  const auto counted = state_.itineraries.counted();
  const LongestDay day =
      longest_day(stops, state_.itineraries.limits().days, counted, state_.effort);
  Millimetres length = 0;
  std::size_t middle = 0;
  while (middle < walk.walk.arcs.size() && length < (day.from.*counted + day.to.*counted) / 2) {
    length += state_.core.graph().edge(walk.walk.arcs[middle++].edge).length;
  }
  if (middle == 0) return;
  std::set<NodeIndex> passed;
  for (const Stop& stop : stops) passed.insert(stop.node);
  grow(around_, walk.walk.arcs[middle - 1].head, state_.share(farthest_camp));
  std::vector<NodeIndex> camps;
  for (const NodeIndex node : around_.settled()) {
    if (camps.size() == camps_tried) break;
    if (passed.count(node) > 0 || state_.itineraries.nights().beds(state_.core.node(node)) == 0) {
      continue;
    }
    camps.push_back(node);
  }
  for (const NodeIndex camp : camps) lead_to(camp, walk, middle);
}

// Leaves the walk before its middle and joins it again behind: so that the length is right, and not
// much is walked twice.
void CampWays::lead_to(NodeIndex camp, const PooledWalk& walk, std::size_t middle) {
  const std::vector<Arc>& arcs = walk.walk.arcs;
  const Graph& graph = state_.core.graph();
  std::vector<NodeIndex> nodes{state_.junction(walk.trailhead)};
  std::vector<Millimetres> at{0};
  for (const Arc& arc : arcs) {
    nodes.push_back(arc.head);
    at.push_back(at.back() + graph.edge(arc.edge).length);
  }
  const auto charge = [&](EdgeIndex i, int times) {
    walked_[i] += times * (graph.edge(i).length - graph.edge(i).dullness);
  };
  for (const Arc& arc : arcs) charge(arc.edge, 1);
  const AtExit uncharge([&] {
    for (const Arc& arc : arcs) charge(arc.edge, -1);
  });
  grow(there_, camp, state_.share(longest_detour));

  std::vector<std::size_t> leaves;
  for (std::size_t i = 0; i <= middle && i < nodes.size(); ++i) {
    if (there_.reaches(nodes[i])) leaves.push_back(i);
  }
  std::stable_sort(leaves.begin(), leaves.end(), [&](std::size_t a, std::size_t b) {
    return there_.cost(nodes[a]) < there_.cost(nodes[b]);
  });
  leaves.resize(std::min(leaves.size(), leaves_tried));
  for (const std::size_t leave : leaves) {
    std::vector<Arc> there = path_from(there_, nodes[leave]);
    for (const Arc& arc : there) charge(arc.edge, 1);
    grow(back_, camp, state_.share(longest_detour));
    for (const Arc& arc : there) charge(arc.edge, -1);
    std::vector<Detour> detours;
    for (std::size_t join = leave; join < nodes.size(); ++join) {
      if (!back_.reaches(nodes[join])) continue;
      const Millimetres length = walk.walk.length - (at[join] - at[leave]) +
                                 there_.length(nodes[leave]) + back_.length(nodes[join]);
      detours.push_back(
          Detour{std::abs(length - state_.target.length) + back_.cost(nodes[join]), leave, join});
    }
    std::stable_sort(detours.begin(), detours.end(),
                     [](const Detour& a, const Detour& b) { return a.estimate < b.estimate; });
    detours.resize(std::min(detours.size(), joins_tried));
    for (const Detour& detour : detours) {
      std::vector<Arc> led(arcs.begin(), arcs.begin() + static_cast<std::ptrdiff_t>(leave));
      led.insert(led.end(), there.begin(), there.end());
      const std::vector<Arc> back = path_from(back_, nodes[detour.join]);
      for (std::size_t i = back.size(); i-- > 0;) {
        const NodeIndex tail = i == 0 ? nodes[detour.join] : back[i - 1].head;
        led.push_back(turned(back[i], tail));
      }
      led.insert(led.end(), arcs.begin() + static_cast<std::ptrdiff_t>(detour.join), arcs.end());
      walks_.add(walk.trailhead, std::move(led));
    }
  }
}

void CampWays::grow(PathTree& tree, NodeIndex root, Millimetres longest) {
  const Graph& graph = state_.core.graph();
  tree.grow(
      root, PathLimits{longest, unreachable},
      [&](EdgeIndex i) {
        const Edge& edge = graph.edge(i);
        return state_.corridor_mask.closes(i) ? unreachable
                                              : edge.length / 8 + edge.dullness + walked_[i];
      },
      [](NodeIndex) { return true; }, state_.effort);
}

// From a node of the tree to its root.
std::vector<Arc> CampWays::path_from(const PathTree& tree, NodeIndex node) const {
  std::vector<Arc> arcs;
  for (; node != tree.root(); node = tree.parent(node)) {
    arcs.push_back(turned(tree.entered_by(node), tree.parent(node)));
  }
  return arcs;
}

}  // namespace loopgenie
