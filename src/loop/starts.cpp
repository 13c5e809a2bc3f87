#include "starts.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace loopgenie {
namespace {

// What can be said of a component before any search: its edges' length, all and those on
// cycles, by the node that names it.
struct Extent {
  std::vector<Millimetres> total;
  std::vector<Millimetres> on_cycles;
};

Extent measure_components(const Graph& graph, const Cycles& cycles) {
  Extent extent{std::vector<Millimetres>(graph.node_count(), 0),
                std::vector<Millimetres>(graph.node_count(), 0)};
  for (EdgeIndex i = 0; i < graph.edge_count(); ++i) {
    const NodeIndex component = cycles.component[graph.edge(i).source];
    extent.total[component] += graph.edge(i).length;
    if (!cycles.bridge[i]) extent.on_cycles[component] += graph.edge(i).length;
  }
  return extent;
}

// A cycle through the node has two edge ends there, each at least as long as the shortest:
// nothing is shorter than there and back on the shortest edge, but for a self-loop.
Millimetres shortest_walk(const Graph& graph, NodeIndex node) {
  Millimetres shortest = unreachable;
  for (const Arc& arc : graph.arcs(node)) {
    const Millimetres length = graph.edge(arc.edge).length;
    shortest = std::min(shortest, arc.head == node ? length : 2 * length);
  }
  return shortest;
}

}  // namespace

std::vector<Start> drop_farther_stand_ins(const Network& network, const Cycles& cycles,
                                          std::vector<Start> starts) {
  std::sort(starts.begin(), starts.end(), [](const Start& a, const Start& b) {
    return std::tie(a.drive_m, a.trailhead_id) < std::tie(b.drive_m, b.trailhead_id);
  });
  std::set<NodeIndex> components_seen;
  const auto farther = [&](const Start& start) {
    const NodeIndex node = start.stand_in ? network.find_node(start.node_id) : invalid_id;
    return node != invalid_id && !components_seen.insert(cycles.component[node]).second;
  };
  starts.erase(std::remove_if(starts.begin(), starts.end(), farther), starts.end());
  return starts;
}

std::vector<RankedStart> rank_starts(const Network& network, const Cycles& cycles,
                                     const Target& target, std::vector<Start> starts,
                                     double drive_limit_m) {
  const Graph& graph = network.graph();
  const Extent extent = measure_components(graph, cycles);

  std::vector<RankedStart> ranked;
  std::set<NodeIndex> nodes_seen;
  for (const Start& start : drop_farther_stand_ins(network, cycles, std::move(starts))) {
    const NodeIndex node = network.find_node(start.node_id);
    if (node == invalid_id || !nodes_seen.insert(node).second) continue;
    const NodeIndex component = cycles.component[node];

    const double drive_share = drive_weight * start.drive_m / drive_limit_m;
    const Millimetres drive_penalty =
        std::llround(drive_share * static_cast<double>(target.length));
    // Whatever is walked off the cycles is walked twice: the stem at least, and half of what
    // the cycles cannot fill.
    const Millimetres stem = std::min(target.length / 2, cycles.stem[node]);
    const Millimetres unfilled = (target.length - extent.on_cycles[component]) / 2;
    ranked.push_back(RankedStart{start.trailhead_id, node, start.drive_m, drive_share,
                                 drive_penalty,
                                 drive_penalty + std::max({Millimetres{0}, stem, unfilled}),
                                 shortest_walk(graph, node), 2 * extent.total[component]});
  }
  std::sort(ranked.begin(), ranked.end(), [](const RankedStart& a, const RankedStart& b) {
    return std::tie(a.least_penalty, a.drive_m, a.trailhead_id) <
           std::tie(b.least_penalty, b.drive_m, b.trailhead_id);
  });
  return ranked;
}

}  // namespace loopgenie
