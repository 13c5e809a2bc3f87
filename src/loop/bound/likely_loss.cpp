#include "loop/bound/likely_loss.hpp"

#include <algorithm>
#include <iterator>

#include "loop/base/sort.hpp"
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
std::vector<std::uint8_t> see_edits(const Network& network, const Network& before, Effort& effort) {
  const Corridors& core = network.corridors();
  const Target target = day_hike();
  const Millimetres hopeless = out_and_back(target);
  const LengthPrice price = LengthPrice::to_exclude(hopeless, target);
  PathTree around(core.graph());
  around.grow_from(
      find_edited_junctions(network, before, effort),
      PathLimits{unreachable, price.most(hopeless, target) / 2},
      [&](EdgeIndex i) { return price.once(core.graph().edge(i)); }, [](NodeIndex) { return true; },
      effort);
  std::vector<std::uint8_t> seen(core.graph().node_count(), 0);
  for (const NodeIndex junction : around.settled()) seen[junction] = 1;
  return seen;
}

bool is_before(const LikelyLoss& a, const LikelyLoss& b) { return a.node_id < b.node_id; }

const LikelyLoss* find(const LikelyLosses& known, std::int64_t node_id) {
  const LikelyLoss* const found =
      std::lower_bound(known.begin(), known.end(), LikelyLoss{node_id, 0}, is_before);
  return found != known.end() && found->node_id == node_id ? found : nullptr;
}

template <typename Trailheads>
std::vector<std::int64_t> nodes_of(const Trailheads& trailheads, Effort& effort) {
  std::vector<std::int64_t> ids;
  for (const auto& trailhead : trailheads) {
    effort.poll(1);
    ids.push_back(trailhead.node_id);
  }
  sort_unique_polling(ids, effort);
  return ids;
}

}  // namespace

std::vector<std::int64_t> start_nodes(const Network& network, Effort& effort) {
  return nodes_of(network.trailheads(), effort);
}

std::vector<std::int64_t> start_nodes(const std::vector<ReachableTrailhead>& trailheads,
                                      Effort& effort) {
  return nodes_of(trailheads, effort);
}

std::vector<std::int64_t> unknown_nodes(const LikelyLosses& known,
                                        std::vector<std::int64_t> node_ids) {
  const auto is_known = [&](std::int64_t id) { return find(known, id) != nullptr; };
  node_ids.erase(std::remove_if(node_ids.begin(), node_ids.end(), is_known), node_ids.end());
  return node_ids;
}

LikelyLosses guess_likely_losses(const Network& network, const std::vector<std::int64_t>& node_ids,
                                 Effort& effort) {
  const Corridors& core = network.corridors();
  const Target target = day_hike();
  const Mask open(core.graph());
  AccessTrees trees(core, target, open, effort);
  std::vector<LikelyLoss> losses;
  for (const std::int64_t id : node_ids) {
    effort.spend(1);
    const NodeIndex node = network.find_node(id);
    const NodeIndex junction = node == invalid_id ? invalid_id : core.junction(node);
    const double lost_m =
        junction == invalid_id
            ? day_hike_m
            : to_metres(guess_penalty(trees, junction, network.cycles().stem[node]));
    losses.push_back(LikelyLoss{id, lost_m / day_hike_m});
  }
  return losses;
}

// What a guess depends on is the corridors in reach and how far a node is from a cycle.
LikelyLosses keep_likely_losses(const Network& network, const Network& before,
                                const LikelyLosses& known_before, Effort& effort) {
  const std::vector<std::uint8_t> sees_edit = see_edits(network, before, effort);
  std::vector<LikelyLoss> kept;
  for (const std::int64_t id : start_nodes(network, effort)) {
    effort.spend(1);
    const LikelyLoss* const known = find(known_before, id);
    const NodeIndex node = known == nullptr ? invalid_id : network.find_node(id);
    const NodeIndex junction = node == invalid_id ? invalid_id : network.corridors().junction(node);
    if (junction == invalid_id || sees_edit[junction]) continue;
    const Millimetres stem_before = before.cycles().stem[before.find_node(id)];
    if (network.cycles().stem[node] == stem_before) kept.push_back(*known);
  }
  return kept;
}

LikelyLosses merge(const LikelyLosses& some, const LikelyLosses& others) {
  std::vector<LikelyLoss> all;
  all.reserve(some.size() + others.size());
  std::set_union(some.begin(), some.end(), others.begin(), others.end(), std::back_inserter(all),
                 is_before);
  return all;
}

void tell_likely_losses(const LikelyLosses& known, std::vector<ReachableTrailhead>& trailheads) {
  for (ReachableTrailhead& trailhead : trailheads) {
    const LikelyLoss* const loss = find(known, trailhead.node_id);
    if (loss != nullptr) trailhead.likely_loss = loss->share;
  }
}

}  // namespace loopgenie
