// The order in which the exact search decides about edges. Between two decisions, only the
// nodes with decided and undecided edges matter: the frontier. Trail networks are long and
// thin, so an order with a narrow frontier usually exists.
#pragma once

#include <cstdint>
#include <vector>

#include "loop/base/effort.hpp"
#include "loop/network/graph.hpp"

namespace loopgenie {

struct Step {
  EdgeIndex edge;
  std::uint8_t source_slot;  // where the frontier keeps the ends of this edge; a slot is
  std::uint8_t target_slot;  // free again once its node retires
  bool source_retires;       // no undecided edge is left at the node after this step
  bool target_retires;
};

struct FrontierOrder {
  std::vector<Step> steps;
  std::uint32_t width = 0;  // slots needed at once
};

// The narrowest of several greedy orders. Width is not capped here: callers decline what
// is too wide for them.
FrontierOrder find_frontier_order(const Graph& graph, NodeIndex start, Effort& effort);

}  // namespace loopgenie
