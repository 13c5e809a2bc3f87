#include "loop/bound/reach.hpp"

#include <functional>
#include <utility>

#include "loop/base/at_exit.hpp"
#include "loop/base/sort.hpp"

#include "loop/bound/length_price.hpp"

namespace loopgenie {
namespace {

Reach nothing_in_reach(Effort& effort) {
  Reach reach;
  reach.start = 0;
  reach.graph = Graph(1, {});
  reach.cycles = find_cycles(reach.graph, effort);
  return reach;
}

// By what finds the new index of a node and of an edge; false where one is lost.
template <typename Node, typename Edge>
bool carry_over(const std::vector<Via>& from, std::vector<Via>& to, const Node& node,
                const Edge& edge) {
  for (const Via& via : from) {
    to.push_back(via.is_node() ? Via{node(via.node), invalid_id} : Via{invalid_id, edge(via.edge)});
    if (to.back() == Via{invalid_id, invalid_id}) return false;
  }
  return true;
}

}  // namespace

Reach ReachFinder::find(NodeIndex start, const Target& target, Millimetres hopeless,
                        const Mask& mask, const std::vector<Via>& vias, Effort& effort) {
  const LengthPrice price = LengthPrice::to_exclude(hopeless, target);
  const Millimetres most = price.most(hopeless, target);
  const auto cost = [&](EdgeIndex i) {
    return mask.closes(i) ? unreachable : price.once(network_.edge(i));
  };
  paths_.grow(
      start, PathLimits{unreachable, most / 2}, cost, [](NodeIndex) { return true; }, effort);

  Reach reach;
  NodeIndex nodes = 0;
  for (const NodeIndex node : paths_.settled()) local_and_1_[node] = ++nodes;
  const AtExit forget([&] {
    for (const NodeIndex node : paths_.settled()) local_and_1_[node] = 0;
  });
  const auto local = [&](NodeIndex node) { return local_and_1_[node] - 1; };
  reach.start = local(start);
  for (const NodeIndex node : paths_.settled()) {
    for (const Arc& arc : network_.arcs(node)) {
      effort.poll(1);
      if (arc.reversed || !paths_.reaches(arc.head)) continue;
      if (paths_.cost(node) + cost(arc.edge) + paths_.cost(arc.head) > most) continue;
      reach.network_edge.push_back(arc.edge);
    }
  }
  sort_polling(reach.network_edge, effort, std::less<EdgeIndex>());
  const bool all_there = carry_over(vias, reach.vias, local, [&](EdgeIndex edge) {
    const auto& edges = reach.network_edge;
    const auto found = std::lower_bound(edges.begin(), edges.end(), edge);
    return found == edges.end() || *found != edge ? invalid_id
                                                  : static_cast<EdgeIndex>(found - edges.begin());
  });
  if (!all_there) return nothing_in_reach(effort);

  std::vector<Edge> edges;
  edges.reserve(reach.network_edge.size());
  for (const EdgeIndex i : reach.network_edge) {
    effort.poll(1);
    edges.push_back(network_.edge(i));
    edges.back().source = local(edges.back().source);
    edges.back().target = local(edges.back().target);
  }
  reach.graph = Graph(nodes, std::move(edges), effort);
  reach.cycles = find_cycles(reach.graph, effort);
  return reach;
}

Reach keep_edges(const Reach& reach, const std::vector<bool>& kept, Effort& effort) {
  std::vector<NodeIndex> index(reach.graph.node_count(), invalid_id);
  NodeIndex nodes = 0;
  const auto number = [&](NodeIndex node) {
    return index[node] == invalid_id ? index[node] = nodes++ : index[node];
  };
  Reach left;
  left.start = number(reach.start);
  std::vector<Edge> edges;
  std::vector<EdgeIndex> left_as(reach.graph.edge_count(), invalid_id);
  for (EdgeIndex i = 0; i < reach.graph.edge_count(); ++i) {
    effort.poll(1);
    if (!kept[i]) continue;
    left_as[i] = static_cast<EdgeIndex>(edges.size());
    Edge edge = reach.graph.edge(i);
    edge.source = number(edge.source);
    edge.target = number(edge.target);
    edges.push_back(edge);
    left.network_edge.push_back(reach.network_edge[i]);
  }
  const bool all_left = carry_over(
      reach.vias, left.vias, [&](NodeIndex node) { return index[node]; },
      [&](EdgeIndex edge) { return left_as[edge]; });
  if (!all_left) return nothing_in_reach(effort);
  left.graph = Graph(nodes, std::move(edges), effort);
  left.cycles = find_cycles(left.graph, effort);
  return left;
}

Corridors contract(const Reach& reach, bool spurs, Effort& effort) {
  std::vector<std::uint8_t> kept(reach.graph.node_count(), 0);
  kept[reach.start] = 1;
  for_each_met(reach.graph, reach.vias, [&](NodeIndex node) { kept[node] = 1; });
  for (NodeIndex node = 0; spurs && node < reach.graph.node_count(); ++node) {
    if (reach.graph.degree(node) == 1) kept[node] = 1;
  }
  return Corridors(reach.graph, reach.cycles, kept, {}, effort);
}

std::vector<Via> vias_among(const Corridors& corridors, const std::vector<Via>& vias) {
  std::vector<Via> among;
  const bool all_there = carry_over(
      vias, among, [&](NodeIndex node) { return corridors.junction(node); },
      [&](EdgeIndex edge) { return corridors.corridor(edge); });
  if (!all_there) among.clear();
  return among;
}

}  // namespace loopgenie
