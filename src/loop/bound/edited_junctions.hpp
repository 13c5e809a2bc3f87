// Where the corridors of a network are not what they were before an edit.
#pragma once

#include <vector>

#include "loop/base/effort.hpp"
#include "loop/network/network.hpp"

namespace loopgenie {

// The junctions that were none before, or from which other corridors leave: to another
// node, of another length or appeal, open in another direction, on a cycle or no more. What comes
// to none of them sees the same corridors now and before, by the same ids and in the same order.
std::vector<NodeIndex> find_edited_junctions(const Network& network, const Network& before,
                                             Effort& effort);

}  // namespace loopgenie
