// The measure of walks that are given as arcs in order, thousands of them of one graph: without
// sorting, at the cost of what each touches.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "loop/network/graph.hpp"
#include "loop/walk/score.hpp"
#include "loop/base/zeroed.hpp"

namespace loopgenie {

class Tally {
 public:
  // The graph must outlive the tally.
  explicit Tally(const Graph& graph)
      : graph_(graph), times_(graph.edge_count()), ends_(graph.node_count()) {}

  // Nothing if an edge is walked more than twice.
  std::optional<Measure> measure_of(const std::vector<Arc>& walk);

 private:
  int meet(NodeIndex node);

  const Graph& graph_;
  Zeroed<std::uint8_t> times_;  // by edge
  Zeroed<std::uint16_t> ends_;  // by node: of distinct edges walked
};

}  // namespace loopgenie
