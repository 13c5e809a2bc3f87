// What a walk must come by: nodes and edges, of whichever graph they are said of.
#pragma once

#include <vector>

#include "loop/network/graph.hpp"

namespace loopgenie {

struct Via {
  NodeIndex node;  // invalid_id where it is an edge
  EdgeIndex edge;  // and the other way round

  bool is_node() const { return node != invalid_id; }
  bool operator==(const Via& other) const { return node == other.node && edge == other.edge; }
};

// Whether it is come by where an edge is walked.
inline bool comes_by(const Graph& graph, EdgeIndex walked, const Via& via) {
  if (!via.is_node()) return walked == via.edge;
  return graph.edge(walked).source == via.node || graph.edge(walked).target == via.node;
}

// Calls with each node that a walk must meet: an edge is come by at both of its ends.
template <typename Visit>
void for_each_met(const Graph& graph, const std::vector<Via>& vias, const Visit& visit) {
  for (const Via& via : vias) {
    if (via.is_node()) {
      visit(via.node);
    } else {
      visit(graph.edge(via.edge).source);
      visit(graph.edge(via.edge).target);
    }
  }
}

}  // namespace loopgenie
