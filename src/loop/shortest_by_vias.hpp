// Where no loop comes by what is asked: whether any walk does, and how long it would have to be.
#pragma once

#include <vector>

#include "loop/base/effort.hpp"
#include "loop/drive/trailheads.hpp"
#include "loop/network/mask.hpp"
#include "loop/network/network.hpp"
#include "loop/planner.hpp"
#include "loop/search/request.hpp"

namespace loopgenie {

// Ways are sought up to so many times the asked length.
constexpr Millimetres sought_by_vias = 4;

// Says so in the plan, where the places are too far for the length.
void explain_vias(const Network& network, const Request& request, const Mask& mask,
                  const std::vector<ReachableTrailhead>& trailheads, Effort& effort, Plan& plan);

}  // namespace loopgenie
