#include "corridors.hpp"

#include <utility>

namespace loopgenie {
namespace {

// Degrees after stripping dead ends; the start is never stripped.
std::vector<std::uint32_t> strip_dead_ends(const Reach& reach) {
  const Graph& graph = reach.graph;
  std::vector<std::uint32_t> degree(graph.node_count());
  std::vector<NodeIndex> dead_ends;
  for (NodeIndex node = 0; node < graph.node_count(); ++node) {
    degree[node] = graph.degree(node);
    if (degree[node] == 1 && node != reach.start) dead_ends.push_back(node);
  }
  while (!dead_ends.empty()) {
    const NodeIndex node = dead_ends.back();
    dead_ends.pop_back();
    degree[node] = 0;
    for (const Arc& arc : graph.arcs(node)) {
      if (degree[arc.head] == 0) continue;
      if (--degree[arc.head] == 1 && arc.head != reach.start) dead_ends.push_back(arc.head);
    }
  }
  return degree;
}

}  // namespace

Corridors find_corridors(const Reach& reach) {
  const Graph& graph = reach.graph;
  const std::vector<std::uint32_t> degree = strip_dead_ends(reach);
  Corridors corridors;
  std::vector<NodeIndex> junction(graph.node_count(), invalid_id);
  NodeIndex junctions = 0;
  for (NodeIndex node = 0; node < graph.node_count(); ++node) {
    if (node == reach.start || degree[node] > 2) junction[node] = junctions++;
  }
  corridors.start = junction[reach.start];

  std::vector<Edge> edges;
  std::vector<bool> contracted(graph.edge_count(), false);
  for (NodeIndex node = 0; node < graph.node_count(); ++node) {
    if (junction[node] == invalid_id) continue;
    for (const Arc& first : graph.arcs(node)) {
      if (contracted[first.edge] || degree[first.head] == 0 || degree[node] == 0) continue;
      Edge corridor{junction[node], invalid_id, 0, 0};
      std::vector<EdgeIndex> chain;
      Arc arc = first;
      while (true) {
        contracted[arc.edge] = true;
        chain.push_back(arc.edge);
        corridor.length += graph.edge(arc.edge).length;
        corridor.dullness += graph.edge(arc.edge).dullness;
        if (junction[arc.head] != invalid_id) break;
        for (const Arc& next : graph.arcs(arc.head)) {
          if (contracted[next.edge] || degree[next.head] == 0) continue;
          arc = next;
          break;
        }
      }
      corridor.target = junction[arc.head];
      edges.push_back(corridor);
      corridors.chain.push_back(std::move(chain));
    }
  }
  corridors.graph = Graph(junctions, std::move(edges));
  return corridors;
}

}  // namespace loopgenie
