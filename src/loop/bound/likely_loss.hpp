// A first guess at what the best hike from each trailhead loses of its score, made once for a
// network: trailheads are looked at in its order. It is no bound.
#pragma once

#include <vector>

#include "loop/network/corridors.hpp"
#include "loop/network/cycles.hpp"
#include "loop/base/effort.hpp"

namespace loopgenie {

// By node: the share of the score that a day hike from there is likely to lose.
std::vector<double> guess_likely_losses(const Corridors& core, const Cycles& cycles,
                                        const std::vector<NodeIndex>& nodes, Effort& effort);

}  // namespace loopgenie
