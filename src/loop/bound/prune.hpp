// Drops from a trailhead's reach what no loop of less than some penalty can use: to go there
// and come back costs as much by itself.
#pragma once

#include "loop/base/effort.hpp"
#include "loop/bound/reach.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {

// Every closed walk through the start of less than the penalty `hopeless` lies in what is
// returned.
Reach prune(Reach reach, const Target& target, Millimetres hopeless, Effort& effort);

}  // namespace loopgenie
