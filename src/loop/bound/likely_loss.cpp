#include "loop/bound/likely_loss.hpp"

#include <optional>

#include "loop/bound/access_bound.hpp"
#include "loop/bound/edited_junctions.hpp"
#include "loop/bound/path_tree.hpp"

namespace loopgenie {
namespace {

// Long enough to leave a village and come back, short enough to look at thousands of trailheads.
constexpr double day_hike_m = 8'000;

Target day_hike() { return Target(day_hike_m, 0.1, 0.5); }
Millimetres out_and_back(const Target& target) {  // its penalty: nothing need be worse
  return target.length / 2;
}

// What costs more to reach than the guess comes to does not change it, so a smaller circle is tried
// first, of which the guess mostly is.
Millimetres guess_penalty(AccessTrees& trees, NodeIndex junction, Millimetres stem) {
  const Millimetres hopeless = out_and_back(trees.target());
  Millimetres likely = hopeless;
  for (const Millimetres circle : {hopeless / 2, hopeless}) {
    trees.grow(junction, circle);
    likely = bound_access(trees, stem, circle).likely_penalty;
    if (likely <= circle) break;
  }
  return likely;
}

// By junction: whether an edit is in reach of the trees that AccessTrees grows from there.
std::vector<std::uint8_t> see_edits(const Corridors& core, const std::vector<NodeIndex>& edited,
                                    Effort& effort) {
  const Target target = day_hike();
  const Millimetres hopeless = out_and_back(target);
  const LengthPrice price = LengthPrice::to_exclude(hopeless, target);
  PathTree around(core.graph());
  around.grow_from(
      edited, PathLimits{unreachable, price.most(hopeless, target) / 2},
      [&](EdgeIndex i) { return price.once(core.graph().edge(i)); }, [](NodeIndex) { return true; },
      effort);
  std::vector<std::uint8_t> seen(core.graph().node_count(), 0);
  for (const NodeIndex junction : around.settled()) seen[junction] = 1;
  return seen;
}

// What a guess depends on is the corridors in reach and how far a node is from a cycle.
std::vector<std::optional<double>> keep_losses(const Corridors& core, const Cycles& cycles,
                                               const Array<std::int64_t>& node_ids,
                                               const std::vector<NodeIndex>& nodes,
                                               const Network& before, Effort& effort) {
  const std::vector<std::uint8_t> sees_edit =
      see_edits(core, find_edited_junctions(core, node_ids, before, effort), effort);
  std::vector<std::optional<double>> known(before.graph().node_count());
  for (const TrailheadRow& trailhead : before.trailheads()) {
    effort.spend(1);
    const NodeIndex node = before.find_node(trailhead.node_id);
    if (node != invalid_id) known[node] = trailhead.likely_loss;
  }
  std::vector<std::optional<double>> kept(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    effort.spend(1);
    const NodeIndex junction = nodes[i] == invalid_id ? invalid_id : core.junction(nodes[i]);
    if (junction == invalid_id || sees_edit[junction]) continue;
    const NodeIndex node = before.find_node(node_ids[nodes[i]]);
    if (cycles.stem[nodes[i]] == before.cycles().stem[node]) kept[i] = known[node];
  }
  return kept;
}

}  // namespace

std::vector<double> guess_likely_losses(const Corridors& core, const Cycles& cycles,
                                        const Array<std::int64_t>& node_ids,
                                        const std::vector<NodeIndex>& nodes, const Network* before,
                                        Effort& effort) {
  std::vector<std::optional<double>> kept(nodes.size());
  if (before != nullptr) kept = keep_losses(core, cycles, node_ids, nodes, *before, effort);
  const Target target = day_hike();
  const Mask open(core.graph());
  AccessTrees trees(core, target, open, effort);
  std::vector<double> losses;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const NodeIndex junction = nodes[i] == invalid_id ? invalid_id : core.junction(nodes[i]);
    losses.push_back(kept[i].value_or(1));
    if (kept[i] || junction == invalid_id) continue;
    losses.back() = to_metres(guess_penalty(trees, junction, cycles.stem[nodes[i]])) / day_hike_m;
  }
  return losses;
}

}  // namespace loopgenie
