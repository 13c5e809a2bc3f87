// What one trailhead can use: the edges that lie on some closed walk through it of at most
// the longest length allowed, with indexes of their own.
#pragma once

#include <vector>

#include "cycles.hpp"
#include "effort.hpp"
#include "graph.hpp"

namespace loopgenie {

struct Reach {
  Graph graph;
  NodeIndex start;
  std::vector<EdgeIndex> network_edge;  // by edge of graph
  std::vector<Millimetres> distance;    // by node: shortest way from the start
  Cycles cycles;                        // of graph: what is a bridge in reach is one here
};

// An edge (u, v) is in reach when d(u) + length + d(v) <= longest: for an edge on no cycle
// that is the way out and back.
//
// Finder keeps its arrays between trailheads, so that a call costs what is in reach and not
// what is in the network.
class ReachFinder {
 public:
  explicit ReachFinder(const Graph& network)
      : network_(network),
        distance_(network.node_count(), unreachable),
        local_(network.node_count(), invalid_id) {}

  Reach find(NodeIndex start, Millimetres longest, Effort& effort);

 private:
  void settle_ball(NodeIndex start, Millimetres radius, Effort& effort);

  const Graph& network_;
  std::vector<Millimetres> distance_;
  std::vector<NodeIndex> local_;
  std::vector<NodeIndex> settled_;
};

}  // namespace loopgenie
