// Where the corridors of a network are not what they were before an edit.
#pragma once

#include <cstdint>
#include <vector>

#include "loop/base/array.hpp"
#include "loop/base/effort.hpp"
#include "loop/network/corridors.hpp"
#include "loop/network/network.hpp"

namespace loopgenie {

// Of `core` the junctions that were none before, or from which other corridors leave: to another
// node, of another length or appeal, open in another direction, on a cycle or no more. What comes
// to none of them sees the same corridors now and before, by the same ids and in the same order.
std::vector<NodeIndex> find_edited_junctions(const Corridors& core,
                                             const Array<std::int64_t>& node_ids,
                                             const Network& before, Effort& effort);

}  // namespace loopgenie
