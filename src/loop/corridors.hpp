// The part of a reach in which loops are made, contracted: dead ends are stripped and every
// chain of degree-2 nodes becomes one corridor. The start stays a node wherever it lies, so
// its stem is a corridor like any other. Stripping is a heuristic (a spur can pay); bounds
// are never taken from here.
#pragma once

#include <vector>

#include "graph.hpp"
#include "reach.hpp"

namespace loopgenie {

struct Corridors {
  Graph graph;
  NodeIndex start;
  std::vector<std::vector<EdgeIndex>> chain;  // by corridor: the edges of the reach in order
};

// A corridor's graph is empty where the start reaches no cycle.
Corridors find_corridors(const Reach& reach);

}  // namespace loopgenie
