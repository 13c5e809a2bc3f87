// From how often each edge is walked to the order in which a hiker walks them.
#pragma once

#include <optional>
#include <vector>

#include "loop/base/effort.hpp"
#include "loop/network/graph.hpp"
#include "loop/network/uses.hpp"

namespace loopgenie {

// A closed walk from `start` that makes exactly the given uses (Hierholzer 1873), along one-way
// edges only; nothing where there is none. The uses must have even degree everywhere and be
// connected to the start. Where there is a choice it goes on without turning round, by edge index.
std::optional<std::vector<Arc>> order_walk(const Graph& graph, NodeIndex start, const Uses& uses,
                                           Effort& effort);

// Whether there is such a walk. That takes time only where an edge is one-way.
bool can_be_walked(const Graph& graph, NodeIndex start, const Uses& uses, Effort& effort);

}  // namespace loopgenie
