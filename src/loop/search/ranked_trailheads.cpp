#include "loop/search/ranked_trailheads.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "loop/base/sort.hpp"
#include "loop/network/start_kinds.hpp"

namespace loopgenie {
namespace {

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

std::vector<ReachableTrailhead> drop_farther_stand_ins(const Network& network,
                                                       std::vector<ReachableTrailhead> trailheads,
                                                       Effort& effort) {
  sort_polling(trailheads, effort, [](const ReachableTrailhead& a, const ReachableTrailhead& b) {
    return std::tie(a.drive_m, a.kind_rank, a.id) < std::tie(b.drive_m, b.kind_rank, b.id);
  });
  std::set<NodeIndex> components_seen;
  const auto farther = [&](const ReachableTrailhead& trailhead) {
    const NodeIndex node = trailhead.stand_in ? network.find_node(trailhead.node_id) : invalid_id;
    return node != invalid_id && !components_seen.insert(network.cycles().component[node]).second;
  };
  trailheads.erase(std::remove_if(trailheads.begin(), trailheads.end(), farther), trailheads.end());
  return trailheads;
}

std::vector<RankedTrailhead> rank_trailheads(const Network& network, const Target& target,
                                             std::vector<ReachableTrailhead> trailheads,
                                             double drive_limit_m, Effort& effort) {
  std::vector<RankedTrailhead> ranked;
  std::set<NodeIndex> nodes_seen;
  for (const ReachableTrailhead& trailhead :
       drop_farther_stand_ins(network, std::move(trailheads), effort)) {
    effort.poll(20);
    const NodeIndex node = network.find_node(trailhead.node_id);
    if (node == invalid_id || !nodes_seen.insert(node).second) continue;
    const Extent& extent = network.extent(network.cycles().component[node]);

    const double drive_share = drive_weight * trailhead.drive_m / drive_limit_m;
    const Millimetres drive_penalty =
        std::llround(drive_share * static_cast<double>(target.length));
    // Whatever is walked off the cycles is walked twice: the stem at least, and half of what
    // the cycles cannot fill.
    const Millimetres stem = std::min(target.length / 2, network.cycles().stem[node]);
    const Millimetres unfilled = (target.length - extent.on_cycles) / 2;
    ranked.push_back(RankedTrailhead{
        trailhead.id,
        node,
        trailhead.drive_m,
        drive_share,
        drive_penalty,
        lacks_parking(trailhead.kind_rank) ? target.start_handicap : 0,
        drive_penalty + std::max({Millimetres{0}, stem, unfilled}),
        shortest_walk(network.graph(), node),
        2 * extent.total,
        drive_penalty + std::llround(trailhead.likely_loss * static_cast<double>(target.length)),
        0,
        {},
        false,
        false,
        false,
        {}});
  }
  // Stable: of those that are as near the better kind stays first.
  std::stable_sort(
      ranked.begin(), ranked.end(), [&](const RankedTrailhead& a, const RankedTrailhead& b) {
        effort.poll(1);
        return std::tie(a.least_penalty, a.drive_m) < std::tie(b.least_penalty, b.drive_m);
      });
  return ranked;
}

}  // namespace loopgenie
