// Which edges lie on some cycle. The others are bridges: a closed walk that uses a bridge
// uses it twice, so bridges are where repeats cannot be avoided.
#pragma once

#include "loop/base/array.hpp"
#include "loop/base/effort.hpp"
#include "loop/network/graph.hpp"

namespace loopgenie {

struct Cycles {
  Array<std::uint8_t> bridge;  // by edge: 1 or 0
  Array<NodeIndex> component;  // by node: the lowest node of its component
  Array<Millimetres> stem;     // by node: shortest way to a node on a cycle, over bridges;
                               // unreachable where there is none

  template <typename Visitor>
  void visit_arrays(Visitor& visitor) {
    visitor(bridge);
    visitor(component);
    visitor(stem);
  }
};

// Tarjan's bridge search (1974) on Boost's undirected_dfs, which colours edges, so that parallel
// edges are a cycle (its biconnected_components compares end nodes); self-loops always are.
// Every edge looked at is spent.
Cycles find_cycles(const Graph& graph, Effort& effort);

}  // namespace loopgenie
