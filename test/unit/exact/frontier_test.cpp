// The exact search and the bound by connection against brute force, on thousands of multigraphs:
// whatever limits the search is given, no bound is above the penalty of a loop that exists.
#include <gtest/gtest.h>

#include <cmath>
#include <optional>

#include "brute_force.hpp"
#include "loop/bound/connected_bound.hpp"
#include "loop/bound/prune.hpp"
#include "loop/exact/frontier_search.hpp"

namespace loopgenie::test {
namespace {

// The penalty of the best loop that the target allows, if there is one.
std::optional<Millimetres> best_penalty(const Case& drawn, const Target& target) {
  const std::optional<double> best = BruteForce(drawn).best_score();
  if (!best) return std::nullopt;
  return std::llround((1 - *best) * static_cast<double>(target.length));
}

Reach reach_of(const Case& drawn, const Network& network, const Target& target,
               Millimetres hopeless, Effort& effort) {
  const Mask mask(network.graph(), false, drawn.max_difficulty, {});
  const NodeIndex start = network.find_node(drawn.map.trailheads()[0].node_id);
  return prune(ReachFinder(network.graph()).find(start, target, hopeless, mask, {}, effort), target,
               hopeless, effort);
}

Case draw(std::uint64_t seed) {
  Case drawn = random_case(seed, 3 + static_cast<int>(seed % 5), 1);
  drawn.map.stay_at_trailheads();
  return drawn;
}

// Makes a bound wrong, or what can be afforded.
struct Mutant {
  void (*of_costs)(ReducedCosts& costs, std::int64_t much) = nullptr;
  void (*of_affordable)(std::array<bool, 3>& uses) = nullptr;
};

struct Outcome {
  int above = 0;     // bounds above the penalty of a loop that exists
  int reduced = 0;   // searches with reduced costs
  int complete = 0;  // searches that found the best loop, as they said
};

void search(std::uint64_t seed, const Mutant& mutant, Outcome& outcome) {
  const Case drawn = draw(seed);
  const Network network = drawn.map.network();
  if (network.find_node(drawn.map.trailheads()[0].node_id) == invalid_id) return;
  const Target target(drawn.hike_m, drawn.tolerance, drawn.max_repeat, drawn.max_ascent_m);
  const std::optional<Millimetres> best = best_penalty(drawn, target);
  Random random(seed + 77);
  Effort effort(random.below(4) == 0 ? random.below(3000) : unlimited_effort);
  Effort unlimited(unlimited_effort);
  Millimetres threshold = random.below(3) == 0 ? unreachable / 2 : target.length;
  if (best && random.below(2) == 0) {
    const Millimetres part = target.length / (random.below(2) == 0 ? 100 : 2000);
    threshold = *best + part * (random.below(40) - 10);
  }
  if (threshold <= 0) return;
  FrontierLimits limits;
  limits.width = static_cast<std::uint32_t>(1 + random.below(16));
  limits.spurs = random.below(2) == 0;
  limits.labels = static_cast<std::size_t>(1 + random.below(random.below(2) == 0 ? 5 : 300));
  limits.merge = random.below(2) == 0 ? 0 : target.length / 10'000 * random.below(300);
  // A bound that is known already.
  if (best && random.below(3) == 0) limits.hopeless_below = *best * random.below(100) / 100;
  Reach reach = reach_of(drawn, network, target, threshold, unlimited);
  if (reach.graph.edge_count() == 0) {
    EXPECT_TRUE(!best || *best >= threshold);
    return;
  }
  std::optional<ReducedCosts> reduced;
  const Corridors corridors = contract(reach, false, unlimited);
  const NodeIndex start = corridors.junction(reach.start);
  if (start != invalid_id && threshold <= target.length && random.below(3) > 0) {
    ReducedCosts costs = bound_connected(corridors, start, {}, target, threshold, unlimited);
    if (mutant.of_costs) mutant.of_costs(costs, target.length / 50 * (1 << ReducedCosts::shift));
    if (best && std::min(costs.least(), threshold) > *best + 1) ++outcome.above;
    ++outcome.reduced;
    std::vector<bool> kept(reach.graph.edge_count(), limits.spurs);
    if (!limits.spurs) {
      Affordable affordable = find_affordable(corridors, start, costs, unlimited);
      if (mutant.of_affordable) {
        for (auto& uses : affordable) mutant.of_affordable(uses);
      }
      for (EdgeIndex i = 0; i < affordable.size(); ++i) {
        const bool walked = affordable[i][1] || affordable[i][2];
        for (const EdgeIndex edge : corridors.chain(i)) kept[edge] = walked;
      }
      reach = keep_edges(reach, kept, unlimited);
    }
    reduced = costs_by_edge(costs, corridors, kept);
    limits.reduced = &*reduced;
  }
  Millimetres least_found = unreachable;
  const FoundWalk found = [&](const Uses&, const Measure& loop) {
    EXPECT_TRUE(target.allows(loop));
    least_found = std::min(least_found, target.penalty(loop));
    return std::min(threshold, least_found);
  };
  FrontierResult result;
  try {
    result = search_frontier(reach, target, limits, threshold, found, effort);
  } catch (const OutOfEffort&) {
    // Too little even to say what is left: then nothing is known.
  }
  if (!best) {
    EXPECT_EQ(least_found, unreachable);
    return;
  }
  EXPECT_GE(least_found, *best - 1);
  if (std::max(result.least, limits.hopeless_below) > *best + 1) ++outcome.above;
  const bool sound = !mutant.of_costs && !mutant.of_affordable;
  if (sound && result.complete && *best < threshold) {
    EXPECT_NEAR(static_cast<double>(least_found), static_cast<double>(*best), 1.0);
    ++outcome.complete;
  }
}

TEST(Frontier, BoundsHoldWhateverTheLimits) {
  Outcome outcome;
  for (std::uint64_t seed = 1; seed <= graphs(5000) && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    search(seed, {}, outcome);
    EXPECT_EQ(outcome.above, 0);
  }
  EXPECT_GT(outcome.reduced, 500);
  EXPECT_GT(outcome.complete, 100);
}

// The test above would see a bound that is wrong by a fiftieth of the asked length.
TEST(Frontier, BoundsMadeWrongAreSeen) {
  const Mutant mutants[] = {
      {[](ReducedCosts& costs, std::int64_t much) { costs.base += much; }},
      {[](ReducedCosts& costs, std::int64_t much) {
        for (auto& corridor : costs.by_corridor) corridor[0] += much;
      }},
      {[](ReducedCosts& costs, std::int64_t much) {
        for (auto& corridor : costs.by_corridor) corridor[1] += much;
      }},
      {[](ReducedCosts& costs, std::int64_t much) {
        for (auto& corridor : costs.by_corridor) corridor[2] += corridor[0] += much;
      }},
      {[](ReducedCosts& costs, std::int64_t) {
        for (auto& corridor : costs.by_corridor) std::swap(corridor[0], corridor[1]);
      }},
      {nullptr, [](std::array<bool, 3>& uses) { uses[1] = false; }},
      {nullptr, [](std::array<bool, 3>& uses) { uses[1] = uses[2] = uses[0]; }}};
  for (const Mutant& mutant : mutants) {
    Outcome outcome;
    for (std::uint64_t seed = 1; seed <= 3000 && outcome.above == 0; ++seed) {
      search(seed, mutant, outcome);
    }
    EXPECT_GT(outcome.above, 0);
  }
}

}  // namespace
}  // namespace loopgenie::test
