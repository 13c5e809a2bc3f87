// The orders in which the edges of one closed walk can be walked.
#pragma once

#include <functional>
#include <vector>

#include "loop/base/effort.hpp"
#include "loop/network/graph.hpp"

namespace loopgenie {

// Shows closed walks from `start` that use the same edges as often, the given one first, until
// there are no others, so many were shown or `show` says that it is enough. Each is made of another
// by walking a part of it that leads from a node back to it the other way round: thus all are
// reached (Kotzig 1968). None goes against a edge's direction.
void for_each_tour(const Graph& graph, NodeIndex start, const std::vector<Arc>& walk,
                   std::size_t most, Effort& effort,
                   const std::function<bool(const std::vector<Arc>&)>& show);

}  // namespace loopgenie
