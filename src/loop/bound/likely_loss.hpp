// A first guess at what the best hike from each trailhead loses of its score: trailheads are looked
// at in its order. It is no bound.
//
// A guess takes as long as a short plan, and all of a network ten times what else it takes to
// prepare it. So they are made when they are asked for, and kept: a guess is a matter of the
// network alone, whoever makes it and when.
#pragma once

#include <cstdint>
#include <vector>

#include "loop/base/array.hpp"
#include "loop/base/effort.hpp"
#include "loop/drive/trailheads.hpp"
#include "loop/network/network.hpp"

namespace loopgenie {

struct LikelyLoss {
  std::int64_t node_id;
  double share;  // of the score, that a day hike from there is likely to lose
};
// Those that are known, by node.
using LikelyLosses = Array<LikelyLoss>;

// The nodes of all trailheads, or of those in reach: ascending, each once.
std::vector<std::int64_t> start_nodes(const Network& network, Effort& effort);
std::vector<std::int64_t> start_nodes(const std::vector<ReachableTrailhead>& trailheads,
                                      Effort& effort);
// Those of such nodes that nothing is known of.
std::vector<std::int64_t> unknown_nodes(const LikelyLosses& known,
                                        std::vector<std::int64_t> node_ids);

// Of such nodes.
LikelyLosses guess_likely_losses(const Network& network, const std::vector<std::int64_t>& node_ids,
                                 Effort& effort);
// What is known of another version of the network, prepared with lengths in the same, and holds
// still: where the edit between them is out of reach.
LikelyLosses keep_likely_losses(const Network& network, const Network& before,
                                const LikelyLosses& known_before, Effort& effort);
LikelyLosses merge(const LikelyLosses& some, const LikelyLosses& others);

// Tells trailheads what is known of them.
void tell_likely_losses(const LikelyLosses& known, std::vector<ReachableTrailhead>& trailheads);

}  // namespace loopgenie
