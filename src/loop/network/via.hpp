// What a walk must come by: a node, or an edge.
#pragma once

#include <vector>

#include "loop/network/graph.hpp"
#include "loop/network/uses.hpp"

namespace loopgenie {

struct Via {
  NodeIndex node;  // invalid_id where it is an edge
  EdgeIndex edge;  // and the other way round

  bool operator==(const Via& other) const { return node == other.node && edge == other.edge; }
};

// Whether it is come by where an edge is walked.
inline bool comes_by(const Graph& graph, EdgeIndex walked, const Via& via) {
  if (via.node == invalid_id) return walked == via.edge;
  return graph.edge(walked).source == via.node || graph.edge(walked).target == via.node;
}

}  // namespace loopgenie
