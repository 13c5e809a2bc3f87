#include "loop/shortest_by_vias.hpp"

#include <algorithm>

#include "loop/bound/via_tours.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {
void explain_vias(const Network& network, const Request& request, const Mask& mask,
                  const std::vector<ReachableTrailhead>& trailheads, Effort& effort, Plan& plan) {
  const Target target(request.hike_m, request.tolerance, request.max_repeat);
  const auto shortest = [&](const std::vector<Via>& vias) {
    const ViaTours tours(network.graph(), vias, mask, 2 * sought_by_vias * target.length, effort);
    Millimetres least = unreachable;
    for (const ReachableTrailhead& trailhead : trailheads) {
      const NodeIndex start = network.find_node(trailhead.node_id);
      if (start != invalid_id) least = std::min(least, tours.shortest(start));
    }
    return least;
  };
  const auto too_far = [&](Millimetres length) {
    if (length <= target.longest) return false;
    plan.shortfall = Shortfall::via_too_far;
    plan.nearest_m = length == unreachable ? 0 : to_metres(length);
    return true;
  };
  for (std::size_t i = 0; i < request.vias.size(); ++i) {
    plan.via = i;
    if (too_far(shortest({request.vias[i]}))) return;
  }
  plan.via.reset();
  too_far(shortest(request.vias));
}

}  // namespace loopgenie
