// How often a closed walk uses each edge: once or twice (why never more: see score.hpp).
#pragma once

#include <cstdint>
#include <vector>

#include "loop/network/graph.hpp"

namespace loopgenie {

struct Use {
  EdgeIndex edge;
  std::uint8_t times;  // 1 or 2

  bool operator==(const Use& other) const { return edge == other.edge && times == other.times; }
  bool operator<(const Use& other) const {
    return edge != other.edge ? edge < other.edge : times < other.times;
  }
};
using Uses = std::vector<Use>;  // ascending by edge, each edge at most once

// Adds up arbitrary traversals and folds three or more uses of an edge to one or two.
Uses fold_uses(std::vector<EdgeIndex> traversed);

}  // namespace loopgenie
