#include "loop/bound/likely_loss.hpp"

#include "loop/bound/access_bound.hpp"

namespace loopgenie {
namespace {

// Long enough to leave a village and come back, short enough to look at thousands of trailheads.
constexpr double day_hike_m = 8'000;

}  // namespace

std::vector<double> guess_likely_losses(const Corridors& core, const Cycles& cycles,
                                        const std::vector<NodeIndex>& nodes, Effort& effort) {
  const Target target(day_hike_m, 0.1, 0.5);
  const Millimetres out_and_back = target.length / 2;  // its penalty: nothing need be worse
  const Mask open(core.graph());
  AccessTrees trees(core, target, open, effort);
  std::vector<double> losses;
  for (const NodeIndex node : nodes) {
    const NodeIndex junction = node == invalid_id ? invalid_id : core.junction(node);
    losses.push_back(1);
    if (junction == invalid_id) continue;
    trees.grow(junction, out_and_back);
    const AccessBound bound = bound_access(trees, cycles.stem[node], out_and_back);
    losses.back() = to_metres(bound.likely_penalty) / day_hike_m;
  }
  return losses;
}

}  // namespace loopgenie
