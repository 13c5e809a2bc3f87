// What one trailhead can use: the edges that lie on closed walks through it that are neither
// too long nor too dear, with indexes of their own.
#pragma once

#include <vector>

#include "loop/network/corridors.hpp"
#include "loop/network/cycles.hpp"
#include "loop/base/effort.hpp"
#include "loop/network/graph.hpp"
#include "loop/network/mask.hpp"
#include "loop/network/via.hpp"
#include "loop/bound/path_tree.hpp"
#include "loop/walk/score.hpp"
#include "loop/base/zeroed.hpp"

namespace loopgenie {

struct Reach {
  Graph graph;
  NodeIndex start;
  std::vector<EdgeIndex> network_edge;  // by edge of graph
  Cycles cycles;                        // of graph: what is a bridge in reach is one here
  std::vector<Via> vias = {};           // of graph: what a walk must come by
};

// What is left of a reach with the marked edges only, the start always; no edge where a via is not
// left.
Reach keep_edges(const Reach& reach, const std::vector<bool>& kept, Effort& effort);

// The corridors of a reach. The start and what a walk must meet stay nodes, and so do dead ends
// where spurs are wanted.
Corridors contract(const Reach& reach, bool spurs, Effort& effort);
// Vias among corridors; none where one is nothing but a dead end.
std::vector<Via> vias_among(const Corridors& corridors, const std::vector<Via>& vias);

// Keeps its arrays between trailheads, so that a call costs what is in reach and not what is
// in the network.
class ReachFinder {
 public:
  explicit ReachFinder(const Graph& network)
      : network_(network), paths_(network), local_and_1_(network.node_count()) {}

  // Every closed walk through the start that target and mask allow, that comes by all vias and that
  // has less than the penalty `hopeless` lies in the reach.
  Reach find(NodeIndex start, const Target& target, Millimetres hopeless, const Mask& mask,
             const std::vector<Via>& vias, Effort& effort);

 private:
  const Graph& network_;
  PathTree paths_;
  Zeroed<NodeIndex> local_and_1_;  // zero stands for a node out of reach
};

}  // namespace loopgenie
