// What it takes at least to join the loose ends of a walk that is decided in part.
//
// A node with an odd number of ends needs a way to another such node; a piece of the walk that
// is in itself complete needs two ways to some other piece, and to the start. The shortest
// ways over all corridors bound those over the undecided ones.
#pragma once

#include <array>
#include <vector>

#include "effort.hpp"
#include "frontier_state.hpp"
#include "graph.hpp"
#include "units.hpp"

namespace loopgenie {

// For each slot of the frontier the node that it stands for.
using SlotNodes = std::array<NodeIndex, FrontierState::max_width>;

class Connections {
 public:
  struct Cost {
    Millimetres length = 0;
    Millimetres dullness = 0;
  };

  // The graph must outlive the connections.
  Connections(const Graph& graph, NodeIndex start, Effort& effort);

  // Each by itself the least there can be.
  Cost least(const FrontierState& state, const SlotNodes& nodes) const;

 private:
  struct Ways {
    std::vector<Millimetres> cost;  // by pair of nodes
    Millimetres between(NodeIndex a, NodeIndex b, NodeIndex count) const {
      return cost[std::size_t{a} * count + b];
    }
  };
  Millimetres least(const Ways& ways, const FrontierState& state, const SlotNodes& nodes) const;

  NodeIndex count_;
  NodeIndex start_;
  Ways shortest_;
  Ways least_dull_;
};

}  // namespace loopgenie
