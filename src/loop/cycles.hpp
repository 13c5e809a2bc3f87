// Which edges lie on some cycle. The others are bridges: a closed walk that uses a bridge
// uses it twice, so bridges are where repeats cannot be avoided.
#pragma once

#include <vector>

#include "effort.hpp"
#include "graph.hpp"

namespace loopgenie {

struct Cycles {
  std::vector<bool> bridge;               // by edge
  std::vector<NodeIndex> component;       // by node: the lowest node of its component
  std::vector<Millimetres> stem;          // by node: shortest way to a node on a cycle,
                                          // over bridges; unreachable where there is none
};

// Tarjan's bridge search (1974), iterative, comparing edge indexes and not end nodes, so
// that parallel edges are a cycle; self-loops always are.
Cycles find_cycles(const Graph& graph, Effort& effort);

}  // namespace loopgenie
