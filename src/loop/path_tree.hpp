// Cheapest paths from one node, cut off by length: Dijkstra's algorithm with the caller's
// cost for each edge. Arrays are kept between runs and reset by what the last run touched.
//
// Not boost::dijkstra_shortest_paths: its property maps are initialised for all nodes on
// every run, and a run here touches a few dozen nodes of thousands.
#pragma once

#include <queue>
#include <utility>
#include <vector>

#include "effort.hpp"
#include "graph.hpp"

namespace loopgenie {

class PathTree {
 public:
  explicit PathTree(const Graph& graph)
      : graph_(graph),
        cost_(graph.node_count(), unreachable),
        length_(graph.node_count(), 0),
        entered_by_(graph.node_count()) {}

  void grow(NodeIndex root, Millimetres longest, const std::vector<Millimetres>& edge_cost,
            Effort& effort);

  const std::vector<NodeIndex>& settled() const { return settled_; }  // nearest first
  bool reaches(NodeIndex node) const { return cost_[node] < unreachable; }
  NodeIndex root() const { return root_; }
  Millimetres cost(NodeIndex node) const { return cost_[node]; }
  Millimetres length(NodeIndex node) const { return length_[node]; }
  // The last arc on the path to a node that is not the root.
  const Arc& entered_by(NodeIndex node) const { return entered_by_[node]; }
  NodeIndex parent(NodeIndex node) const {
    return other_end(graph_.edge(entered_by_[node].edge), node);
  }

 private:
  const Graph& graph_;
  NodeIndex root_ = invalid_id;
  std::vector<Millimetres> cost_;
  std::vector<Millimetres> length_;
  std::vector<Arc> entered_by_;
  std::vector<NodeIndex> touched_;
  std::vector<NodeIndex> settled_;
};

}  // namespace loopgenie
