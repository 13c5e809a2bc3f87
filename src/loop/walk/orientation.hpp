// Directions for what a closed walk traverses, so that none goes against a one-way edge.
#pragma once

#include <vector>

#include "loop/base/effort.hpp"
#include "loop/network/graph.hpp"
#include "loop/network/uses.hpp"

namespace loopgenie {

bool has_one_way(const Graph& graph, const Uses& uses);

inline NodeIndex tail_of(const Graph& graph, const Arc& arc) {
  return arc.reversed ? graph.edge(arc.edge).target : graph.edge(arc.edge).source;
}

// Turns arcs of a closed walk so that every node is still left as often as it is entered; false
// where one-way edges leave no way to do so (the arcs are then of no use). Euler's condition for
// mixed graphs is one of flows: each arc that is turned to go along its edge leaves a node too much
// left and another too much entered, and a path of arcs that may be turned carries it over.
bool orient(const Graph& graph, std::vector<Arc>& walk, Effort& effort);

}  // namespace loopgenie
