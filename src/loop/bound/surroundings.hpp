// What hikes from a node can depend on, as a number: while it is the same, so is every closed walk
// of at most that length from there, its score, and every bound of them, whatever changed
// elsewhere. Of several days, so are the nights: then it is also of the camps in reach.
//
// Known by the rows of the edges that such a walk can use, in full, and of the pairs of them that
// run beside each other. What is prepared for the whole network (order, corridors, likely losses)
// steers the search among these walks, and changes none of them.
#pragma once

#include <cstdint>

#include "loop/base/effort.hpp"
#include "loop/network/network.hpp"

namespace loopgenie {

// 0 where no edge touches the node.
std::uint64_t print_surroundings(const Network& network, NodeIndex start, Millimetres longest,
                                 bool with_camps, Effort& effort);

}  // namespace loopgenie
