// From how often each edge is walked to the order in which a hiker walks them.
#pragma once

#include <vector>

#include "loop/network/graph.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {

// A closed walk from `start` that makes exactly the given uses (Hierholzer 1873). The uses
// must have even degree everywhere and be connected to the start. Where there is a choice it
// goes on without turning round, by edge index.
std::vector<Arc> order_walk(const Graph& graph, NodeIndex start, const Uses& uses);

}  // namespace loopgenie
