// A first guess at what the best hike from each trailhead loses of its score, made once for a
// network: trailheads are looked at in its order. It is no bound.
#pragma once

#include <cstdint>
#include <vector>

#include "loop/base/array.hpp"
#include "loop/base/effort.hpp"
#include "loop/network/corridors.hpp"
#include "loop/network/cycles.hpp"
#include "loop/network/network.hpp"

namespace loopgenie {

// By node: the share of the score that a day hike from there is likely to lose. Most of what it
// costs to prepare a network goes into this, so what is known of its trailheads from before an edit
// is kept where the edit is out of reach: `before` is null, or prepared with lengths in the same by
// this very guess.
std::vector<double> guess_likely_losses(const Corridors& core, const Cycles& cycles,
                                        const Array<std::int64_t>& node_ids,
                                        const std::vector<NodeIndex>& nodes, const Network* before,
                                        Effort& effort);

}  // namespace loopgenie
