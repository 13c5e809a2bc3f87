// The planner against brute force where edges are closed and places must be come by: the best loop
// is found, no answer breaks a wish, and no bound is below a score that can be reached, although
// all that was prepared knows of no wish.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "brute_force.hpp"

namespace loopgenie::test {
namespace {

constexpr std::int64_t plenty = 100'000'000;

Request request_of(const Case& drawn, const Network& network, std::int64_t effort) {
  Request request{drawn.hike_m,      10'000, 1, drawn.tolerance, drawn.max_repeat, effort,
                  drawn.max_ascent_m};
  request.max_difficulty = drawn.max_difficulty;
  for (const std::int64_t id : drawn.closed) request.closed.push_back(network.find_edge(id));
  for (const std::int64_t id : drawn.via_edges) {
    request.vias.push_back(Via{invalid_id, network.find_edge(id)});
  }
  for (const std::int64_t id : drawn.via_nodes) {
    request.vias.push_back(Via{network.find_node(id), invalid_id});
  }
  return request;
}

void keeps_wishes(const Case& drawn, const PlannedLoop& loop) {
  const auto walks = [&](std::int64_t edge) {
    return std::any_of(loop.walk.begin(), loop.walk.end(),
                       [&](const WalkedEdge& step) { return step.edge_id == edge; });
  };
  for (const std::int64_t edge : drawn.closed) EXPECT_FALSE(walks(edge));
  for (const std::int64_t edge : drawn.via_edges) EXPECT_TRUE(walks(edge));
  for (const std::int64_t node : drawn.via_nodes) {
    EXPECT_TRUE(std::any_of(loop.walk.begin(), loop.walk.end(),
                            [&](const WalkedEdge& step) { return step.to_node_id == node; }));
  }
}

int check(std::uint64_t seed, int edges, std::int64_t effort) {
  SCOPED_TRACE("seed " + std::to_string(seed) + ", edges " + std::to_string(edges));
  Case drawn = random_case(seed, edges);
  add_wishes(drawn, seed);
  const std::optional<double> best = BruteForce(drawn).best_score();
  const Network network = drawn.map.network();
  Effort spent(effort);
  const Plan plan =
      plan_loops(network, drawn.map.trailheads(), request_of(drawn, network, effort), spent);
  if (effort == plenty || !best) {
    EXPECT_EQ(plan.loops.empty(), !best.has_value());
  }
  if (plan.loops.empty() || !best) return 0;
  keeps_wishes(drawn, plan.loops[0]);
  EXPECT_GE(plan.bound, *best - 1e-9);
  EXPECT_LE(plan.loops[0].score, plan.bound);
  if (effort == plenty) {
    EXPECT_NEAR(plan.loops[0].score, *best, 1e-6);
  }
  return 1;
}

TEST(Wishes, AreKeptByTheBestLoopOnSmallMultigraphs) {
  int answered = 0;
  for (std::uint64_t seed = 1; seed <= 3000 && !HasFailure(); ++seed) {
    answered += check(seed, 1 + static_cast<int>(seed % 8), plenty);
  }
  EXPECT_GE(answered, 500);
}

TEST(Wishes, AreKeptByTheBestLoopOnMultigraphsOfUpToTwelveEdges) {
  for (std::uint64_t seed = 1; seed <= 40 && !HasFailure(); ++seed) {
    check(seed, 9 + static_cast<int>(seed % 4), plenty);
  }
}

TEST(Wishes, BoundHoldsWhateverTheEffort) {
  for (std::uint64_t seed = 1; seed <= 300 && !HasFailure(); ++seed) {
    for (const std::int64_t effort : {1, 50, 400}) check(seed, 7, effort);
  }
}

std::vector<std::int64_t> walked(const Plan& plan) {
  std::vector<std::int64_t> edges;
  for (const PlannedLoop& loop : plan.loops) {
    for (const WalkedEdge& step : loop.walk) edges.push_back(step.edge_id);
  }
  return edges;
}

// What a plan did not meet might as well be open.
TEST(Wishes, WhatIsClosedAndNeverMetChangesNothing) {
  int never_met = 0;
  int met = 0;
  for (std::uint64_t seed = 1; seed <= 1500 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Case drawn = random_case(seed, 4 + static_cast<int>(seed % 8), 1);
    add_wishes(drawn, seed);
    if (drawn.closed.empty()) continue;
    const Network network = drawn.map.network();
    const auto plan_with = [&](const std::vector<std::int64_t>& closed) {
      Case other = drawn;
      other.closed = closed;
      Effort effort(plenty);
      Request request = request_of(other, network, plenty);
      request.loops = 2;
      return plan_loops(network, drawn.map.trailheads(), request, effort);
    };
    const Plan plan = plan_with(drawn.closed);
    if (plan.met_closed) {
      ++met;
      continue;
    }
    ++never_met;
    const Plan open = plan_with({});
    EXPECT_EQ(walked(plan), walked(open));
    EXPECT_EQ(plan.bound, open.bound);
    EXPECT_EQ(plan.shortfall, open.shortfall);
    EXPECT_EQ(plan.nearest_m, open.nearest_m);
  }
  EXPECT_GE(never_met, 100);
  EXPECT_GE(met, 100);
}

}  // namespace
}  // namespace loopgenie::test
