// What one trailhead can use: the edges that lie on some closed walk through it of at most
// the longest length allowed, with indexes of their own.
#pragma once

#include <vector>

#include "cycles.hpp"
#include "effort.hpp"
#include "graph.hpp"
#include "zeroed.hpp"

namespace loopgenie {

struct Reach {
  Graph graph;
  NodeIndex start;
  std::vector<EdgeIndex> network_edge;  // by edge of graph
  Cycles cycles;                        // of graph: what is a bridge in reach is one here
};

// What is left of a reach with the marked edges only, the start always.
Reach keep_edges(const Reach& reach, const std::vector<bool>& kept, Effort& effort);

// An edge (u, v) is in reach when d(u) + length + d(v) <= longest: for an edge on no cycle
// that is the way out and back.
//
// The finder keeps its arrays between trailheads, so that a call costs what is in reach and
// not what is in the network.
class ReachFinder {
 public:
  explicit ReachFinder(const Graph& network) : network_(network), states_(network.node_count()) {}

  Reach find(NodeIndex start, Millimetres longest, bool avoid_roads, Effort& effort);

 private:
  // Zero stands for a node not seen yet.
  struct NodeState {
    Millimetres distance_and_1;
    NodeIndex local_and_1;
  };

  Millimetres distance(NodeIndex node) const {
    return states_[node].distance_and_1 == 0 ? unreachable : states_[node].distance_and_1 - 1;
  }
  bool settled(NodeIndex node) const { return states_[node].local_and_1 != 0; }
  NodeIndex local(NodeIndex node) const { return states_[node].local_and_1 - 1; }
  void settle_ball(NodeIndex start, Millimetres radius, bool avoid_roads, Effort& effort);

  const Graph& network_;
  Zeroed<NodeState> states_;
  std::vector<NodeIndex> settled_;
};

}  // namespace loopgenie
