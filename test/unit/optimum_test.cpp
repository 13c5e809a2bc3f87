// The planner against brute force: on every small multigraph the best penalty is found, and the
// bound is never below a score that can be reached.
#include <gtest/gtest.h>

#include <cmath>
#include <optional>

#include "brute_force.hpp"

namespace loopgenie::test {
namespace {

constexpr std::int64_t plenty = 100'000'000;

void check(const Case& drawn) {
  const std::optional<double> best = BruteForce(drawn).best_score();
  const Plan plan = drawn.plan(plenty);
  ASSERT_EQ(plan.loops.empty(), !best.has_value());
  if (!best) return;
  EXPECT_NEAR(plan.loops[0].score, *best, 1e-6);  // lengths are searched in millimetres
  EXPECT_GE(plan.bound, *best - 1e-9);
  EXPECT_LE(plan.loops[0].score, plan.bound);
  for (const WalkedEdge& step : plan.loops[0].walk) {
    EXPECT_FALSE(step.reversed &&
                 drawn.map.rows()[static_cast<std::size_t>(step.edge_id) - 1].oneway);
  }
}

void check(std::uint64_t seed, int edges) {
  SCOPED_TRACE("seed " + std::to_string(seed) + ", edges " + std::to_string(edges));
  check(random_case(seed, edges));
}

TEST(Optimum, IsFoundOnSmallMultigraphs) {
  for (std::uint64_t seed = 1; seed <= graphs(2000) && !HasFailure(); ++seed) {
    check(seed, 1 + static_cast<int>(seed % 8));
  }
}

TEST(Optimum, IsFoundOnMultigraphsOfUpToFourteenEdges) {
  std::uint64_t wide = 0;
  for (std::uint64_t seed = 1; seed <= 24 && !HasFailure(); ++seed) {
    check(seed, 9 + static_cast<int>(seed % 3));
  }
  for (const int edges : {12, 12, 12, 12, 13, 13, 14}) check(++wide, edges);
}

TEST(Optimum, IsFoundInHoursOnSmallMultigraphsThatClimb) {
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 1000 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Case drawn = random_case(seed, 1 + static_cast<int>(seed % 8));
    ask_in_hours(drawn, seed);
    check(drawn);
    found += drawn.plan(plenty).loops.empty() ? 0 : 1;
  }
  EXPECT_GT(found, 300);
}

TEST(Optimum, NoBoundIsBelowAReachableScoreWhateverTheEffort) {
  for (std::uint64_t seed = 1; seed <= 300 && !HasFailure(); ++seed) {
    Case drawn = random_case(seed, 7);
    if (seed % 3 == 0) ask_in_hours(drawn, seed);
    const std::optional<double> best = BruteForce(drawn).best_score();
    for (const std::int64_t effort : {1, 50, 400}) {
      SCOPED_TRACE("seed " + std::to_string(seed));
      const Plan plan = drawn.plan(effort);
      if (best) {
        EXPECT_GE(plan.bound, *best - 1e-9);
        // Little effort finds little, and nothing proves nothing.
        EXPECT_TRUE(!plan.loops.empty() || !plan.proven_none);
      } else {
        EXPECT_TRUE(plan.loops.empty());
      }
    }
  }
}

// Without the shortcuts that solve small networks at once, and with parts of the search left out,
// so that the others have to do: proofs by connection too.
SearchSchedule draw_schedule(std::uint64_t seed) {
  Random random(seed + 4711);
  SearchSchedule schedule;
  schedule.small_network = 0;
  if (random.below(2) == 0) schedule.exact_edges = 0;
  for (double SearchSchedule::*share :
       {&SearchSchedule::explore, &SearchSchedule::improve, &SearchSchedule::merge,
        &SearchSchedule::windows, &SearchSchedule::prove, &SearchSchedule::prove_first}) {
    if (random.below(2) == 0) schedule.*share = 0;
  }
  schedule.proof_gap = random.below(3) * 0.0045;
  return schedule;
}

TEST(Optimum, NoPartOfTheSearchMakesABoundWrong) {
  std::uint64_t with_loop = 0;
  std::uint64_t best_found = 0;
  for (std::uint64_t seed = 1; seed <= graphs(1000) && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Case drawn = random_case(seed, 3 + static_cast<int>(seed % 6));
    const std::optional<double> best = BruteForce(drawn).best_score();
    Request request{drawn.hike_m,      10'000, 1, drawn.tolerance, drawn.max_repeat, 2'000'000,
                    drawn.max_ascent_m};
    request.max_difficulty = drawn.max_difficulty;
    Effort effort(request.effort);
    const Plan plan = plan_loops(drawn.map.network(), drawn.map.trailheads(), request, effort,
                                 draw_schedule(seed));
    if (!best) {
      EXPECT_TRUE(plan.loops.empty());
      continue;
    }
    ++with_loop;
    EXPECT_GE(plan.bound, *best - 1e-9);
    if (plan.loops.empty()) continue;
    EXPECT_LE(plan.loops[0].score, *best + 1e-6);
    if (plan.loops[0].score > *best - 1e-6) ++best_found;
  }
  EXPECT_GT(best_found, with_loop * 9 / 10);
}

}  // namespace
}  // namespace loopgenie::test
