#include "loop/network/corridors.hpp"

#include <algorithm>
#include <utility>

#include "loop/base/fill.hpp"

namespace loopgenie {
namespace {

// Degrees after stripping dead ends; what is kept is never stripped.
std::vector<std::uint32_t> strip_dead_ends(const Graph& graph,
                                           const std::vector<std::uint8_t>& kept, Effort& effort) {
  auto degree = fill_polling<std::uint32_t>(graph.node_count(), 0, effort);
  std::vector<NodeIndex> dead_ends;
  for (NodeIndex node = 0; node < graph.node_count(); ++node) {
    effort.spend(1);
    degree[node] = graph.degree(node);
    if (degree[node] == 1 && !kept[node]) dead_ends.push_back(node);
  }
  while (!dead_ends.empty()) {
    const NodeIndex node = dead_ends.back();
    dead_ends.pop_back();
    degree[node] = 0;
    effort.spend(1);
    for (const Arc& arc : graph.arcs(node)) {
      if (degree[arc.head] == 0) continue;
      if (--degree[arc.head] == 1 && !kept[arc.head]) dead_ends.push_back(arc.head);
    }
  }
  return degree;
}

// What keeps people off any edge of a corridor keeps them off the way through it.
void add_traits(Edge& corridor, const Edge& edge, bool reversed) {
  corridor.road = corridor.road || edge.road;
  corridor.difficulty = std::max(corridor.difficulty, edge.difficulty);
  corridor.only_forth = corridor.only_forth || (reversed ? edge.only_back : edge.only_forth);
  corridor.only_back = corridor.only_back || (reversed ? edge.only_forth : edge.only_back);
}

}  // namespace

Corridors::Corridors(const Graph& network, const Cycles& cycles,
                     const std::vector<std::uint8_t>& kept, const std::vector<TwinPair>& twins,
                     Effort& effort) {
  const std::vector<std::uint32_t> degree = strip_dead_ends(network, kept, effort);
  auto junctions = fill_polling<NodeIndex>(network.node_count(), invalid_id, effort);
  std::vector<NodeIndex> junction_nodes;
  std::size_t ends = 0;  // of corridors
  for (NodeIndex node = 0; node < network.node_count(); ++node) {
    effort.poll(1);
    if ((kept[node] == 0 || degree[node] == 0) && degree[node] <= 2) continue;
    junctions[node] = static_cast<NodeIndex>(junction_nodes.size());
    junction_nodes.push_back(node);
    ends += degree[node];
  }

  std::vector<Edge> edges;
  edges.reserve(ends / 2);
  std::vector<std::uint8_t> bridges;
  std::vector<EdgeIndex> chained;
  chained.reserve(network.edge_count());
  std::vector<std::uint32_t> first_chained{0};
  auto corridors = fill_polling<EdgeIndex>(network.edge_count(), invalid_id, effort);
  const auto contract = [&](NodeIndex from, Arc arc) {
    Edge corridor{junctions[from], invalid_id, 0, 0};
    while (true) {
      effort.spend(1);
      corridors[arc.edge] = static_cast<EdgeIndex>(edges.size());
      chained.push_back(arc.edge);
      corridor.length += network.edge(arc.edge).length;
      corridor.dullness += network.edge(arc.edge).dullness;
      corridor.climb_cm =
          std::min(unknown_climb, corridor.climb_cm + network.edge(arc.edge).climb_cm);
      add_traits(corridor, network.edge(arc.edge), arc.reversed);
      if (junctions[arc.head] != invalid_id) break;
      for (const Arc& next : network.arcs(arc.head)) {
        if (corridors[next.edge] != invalid_id || degree[next.head] == 0) continue;
        arc = next;
        break;
      }
    }
    corridor.target = junctions[arc.head];
    edges.push_back(corridor);
    bridges.push_back(cycles.bridge[arc.edge]);
    first_chained.push_back(static_cast<std::uint32_t>(chained.size()));
  };
  for (NodeIndex node = 0; node < network.node_count(); ++node) {
    effort.spend(1);
    if (junctions[node] == invalid_id) continue;
    for (const Arc& first : network.arcs(node)) {
      if (corridors[first.edge] == invalid_id && degree[first.head] > 0) contract(node, first);
    }
  }
  std::vector<TwinPair> pairs;
  pairs.reserve(twins.size());
  for (const TwinPair& twin : twins) {
    effort.spend(1);
    const TwinPair pair{corridors[twin.a], corridors[twin.b], twin.length};
    if (pair.a != invalid_id && pair.b != invalid_id) pairs.push_back(pair);
  }
  graph_ = Graph(static_cast<NodeIndex>(junction_nodes.size()), std::move(edges), effort);
  twins_ = Twins(std::move(pairs), graph_.edge_count(), effort);
  junctions_ = std::move(junctions);
  nodes_ = std::move(junction_nodes);
  corridors_ = std::move(corridors);
  bridges_ = std::move(bridges);
  first_chained_ = std::move(first_chained);
  chained_ = std::move(chained);
}

}  // namespace loopgenie
