// What hikers may expect of an answer, on networks small enough to see the best loop.
#include <gtest/gtest.h>

#include "map.hpp"

namespace loopgenie::test {
namespace {

TEST(Planner, WalksASquare) {
  Map map(R"(
    a---b
    |   |
    |   |
    |   |
    c---d
  )");
  map.trailhead('a');
  const Plan plan = map.plan(1600);
  ASSERT_EQ(plan.loops.size(), 1u);
  EXPECT_EQ(plan.loops[0].shape, Shape::loop);
  EXPECT_DOUBLE_EQ(plan.loops[0].length_m, 1600);
  EXPECT_DOUBLE_EQ(plan.loops[0].score, 1);
  EXPECT_TRUE(plan.loops[0].proven);
  EXPECT_EQ(plan.loops[0].walk.size(), 4u);
}

TEST(Planner, TakesTwoParallelTrailsAsALoop) {
  Map map("");
  map.add('a', 'b', 500).add('a', 'b', 500).trailhead('a');
  const Plan plan = map.plan(1000);
  ASSERT_EQ(plan.loops.size(), 1u);
  EXPECT_EQ(plan.loops[0].shape, Shape::loop);
  EXPECT_DOUBLE_EQ(plan.loops[0].repeat_m, 0);
}

TEST(Planner, WalksALakesRingThatHangsOnOneJunction) {
  Map map("");
  map.add('a', 'b', 100).add('b', 'b', 1800).trailhead('a');
  const Plan plan = map.plan(2000);
  ASSERT_EQ(plan.loops.size(), 1u);
  EXPECT_EQ(letters(plan.loops[0]), "abba");
  EXPECT_DOUBLE_EQ(plan.loops[0].repeat_m, 100);
  EXPECT_EQ(plan.loops[0].shape, Shape::lollipop);
}

TEST(Planner, StartsOnARingWithoutAnyJunction) {
  Map map("");
  map.add('a', 'b', 400).add('b', 'c', 300).add('c', 'a', 300).trailhead('b');
  const Plan plan = map.plan(1000);
  ASSERT_EQ(plan.loops.size(), 1u);
  EXPECT_DOUBLE_EQ(plan.loops[0].score, 1);
  EXPECT_EQ(plan.loops[0].start_node_id, 'b');
}

TEST(Planner, StartsInTheMiddleOfACorridor) {
  Map map(R"(
    a---m---b
    |       |
    c-------d
  )");
  map.trailhead('m');
  const Plan plan = map.plan(2000);
  ASSERT_EQ(plan.loops.size(), 1u);
  EXPECT_EQ(letters(plan.loops[0]).size(), 6u);
  EXPECT_DOUBLE_EQ(plan.loops[0].repeat_m, 0);
}

TEST(Planner, PrefersTheRealLoopToATriangleAtTheEndOfAStem) {
  // From s: a stem of 1 km to a triangle of 30 m, and a loop of 2 km.
  Map map("");
  map.add('s', 't', 1000).add('t', 'u', 10).add('u', 'v', 10).add('v', 't', 10);
  map.add('s', 'x', 700).add('x', 'y', 700).add('y', 's', 600).trailhead('s');
  const Plan plan = map.plan(2030);
  ASSERT_EQ(plan.loops.size(), 1u);
  EXPECT_EQ(plan.loops[0].shape, Shape::loop);
  EXPECT_DOUBLE_EQ(plan.loops[0].length_m, 2000);
}

TEST(Planner, DoesNotWalkALoopForwardAndBackward) {
  Map map("");
  map.add('a', 'b', 500).add('b', 'c', 500).add('c', 'a', 500).trailhead('a');
  const Plan plan = map.plan(3000, 1, 0.5, 0.4);
  ASSERT_EQ(plan.loops.size(), 1u);
  EXPECT_DOUBLE_EQ(plan.loops[0].length_m, 1500);
  EXPECT_DOUBLE_EQ(plan.loops[0].repeat_m, 0);
}

TEST(Planner, LeavesOutATinySideLoopThatCostsMoreThanItMends) {
  Map map("");
  map.add('a', 'b', 2500).add('b', 'c', 2500).add('c', 'a', 4960);
  map.add('b', 'b', 30).trailhead('a');
  const Plan plan = map.plan(10'000);
  ASSERT_EQ(plan.loops.size(), 1u);
  EXPECT_DOUBLE_EQ(plan.loops[0].length_m, 9960);
}

TEST(Planner, KeepsAFigureEight) {
  Map map("");
  map.add('a', 'b', 300).add('b', 'x', 300).add('x', 'a', 400);
  map.add('x', 'c', 300).add('c', 'd', 300).add('d', 'x', 400).trailhead('a');
  const Plan plan = map.plan(2000);
  ASSERT_EQ(plan.loops.size(), 1u);
  EXPECT_EQ(plan.loops[0].shape, Shape::figure_eight);
  EXPECT_NEAR(plan.loops[0].score, 0.99, 1e-9);  // one crossing
}

TEST(Planner, WalksThereAndBackWhereNothingElseIs) {
  Map map("");
  map.add('a', 'b', 500).trailhead('a');
  const Plan plan = map.plan(1000);
  ASSERT_EQ(plan.loops.size(), 1u);
  EXPECT_EQ(plan.loops[0].shape, Shape::out_and_back);
  EXPECT_EQ(letters(plan.loops[0]), "aba");
  EXPECT_TRUE(map.plan(1000, 1, 0.1, 0.4).loops.empty());
}

TEST(Planner, PrefersTheTrailToTheRoad) {
  Map map("");
  map.add('a', 'b', 500, 0.2).add('a', 'b', 500, 1).add('b', 'c', 500, 0.9).add('c', 'a', 500, 1);
  map.trailhead('a');
  const Plan plan = map.plan(1500);
  ASSERT_EQ(plan.loops.size(), 1u);
  for (const WalkedEdge& step : plan.loops[0].walk) EXPECT_NE(step.edge_id, 1);
}

// Two loops of the asked length, one each: 400 m of driving cost as much as parking is worth.
TEST(Planner, ParksAtTheCarParkWhereBothStartsAreAboutAsGood) {
  const auto start_of_the_best = [](double drive_to_car_park_m, const char* nearer_kind) {
    Map map("");
    map.add('a', 'b', 500).add('b', 'a', 500).add('x', 'y', 500).add('y', 'x', 500);
    map.trailhead('a', 1000).of_kind(nearer_kind);
    map.trailhead('x', drive_to_car_park_m).of_kind("parking");
    const Plan plan = map.plan(1000, 2);
    EXPECT_EQ(plan.loops.size(), 2u);
    EXPECT_NEAR(plan.bound, 1 - drive_weight * 1000 / 10'000, 0.0001);
    EXPECT_TRUE(plan.loops[0].proven);
    EXPECT_DOUBLE_EQ(plan.loops[0].score, 1 - drive_weight * plan.loops[0].drive_m / 10'000);
    return static_cast<char>(plan.loops[0].start_node_id);
  };
  EXPECT_EQ(start_of_the_best(1400, "bus_stop"), 'x');
  EXPECT_EQ(start_of_the_best(1400, "information"), 'x');
  EXPECT_EQ(start_of_the_best(1500, "bus_stop"), 'a');
  EXPECT_EQ(start_of_the_best(1400, "trailhead"), 'a');
  EXPECT_EQ(start_of_the_best(1400, "a kind of one's own"), 'a');
}

TEST(Planner, WeighsTheDriveAgainstTheLoop) {
  Map map("");
  map.add('a', 'b', 500).add('a', 'b', 500);
  map.add('x', 'y', 500).add('x', 'y', 520);
  map.trailhead('a', 9000).trailhead('x', 1000);
  const Plan plan = map.plan(1000);
  ASSERT_EQ(plan.loops.size(), 1u);
  EXPECT_EQ(plan.loops[0].trailhead_id, 2);
  EXPECT_NEAR(plan.loops[0].score, 1 - 0.02 - 0.05 * 0.1, 1e-9);
}

TEST(Planner, OfStandInsOfAComponentOnlyTheNearestCounts) {
  Map map("");
  map.add('a', 'b', 500).add('b', 'a', 500);
  map.trailhead('a', 5000, true).trailhead('b', 2000, true);
  const Plan plan = map.plan(1000, 2);
  ASSERT_EQ(plan.loops.size(), 1u);
  EXPECT_EQ(plan.loops[0].trailhead_id, 2);
}

TEST(Planner, AlternativesShareAtMostSixtyPercent) {
  Map map("");
  map.add('a', 'b', 500)
      .add('a', 'b', 510)
      .add('a', 'b', 520)
      .add('a', 'c', 500)
      .add('a', 'c', 520);
  map.trailhead('a');
  const Plan plan = map.plan(1010, 4);
  ASSERT_GE(plan.loops.size(), 2u);
  for (std::size_t i = 0; i < plan.loops.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      double shared = 0;
      for (const WalkedEdge& a : plan.loops[i].walk) {
        for (const WalkedEdge& b : plan.loops[j].walk) {
          if (a.edge_id == b.edge_id) {
            shared += map.rows()[static_cast<std::size_t>(a.edge_id) - 1].length_m;
          }
        }
      }
      EXPECT_LE(shared, 0.6 * plan.loops[i].length_m);
    }
    if (i > 0) {
      EXPECT_LE(plan.loops[i].score, plan.loops[i - 1].score);
    }
  }
}

TEST(Planner, SaysWhyThereIsNothing) {
  Map map("");
  map.add('a', 'b', 500).trailhead('a');
  EXPECT_EQ(map.plan(100).shortfall, Shortfall::too_short);
  EXPECT_DOUBLE_EQ(map.plan(100).nearest_m, 1000);
  EXPECT_EQ(map.plan(5000).shortfall, Shortfall::too_long);
  EXPECT_EQ(map.plan(1000, 1, 0.1, 0.1).shortfall, Shortfall::limits);
  Map nowhere("");
  nowhere.add('a', 'b', 500).trailhead('z');
  EXPECT_EQ(nowhere.plan(1000).shortfall, Shortfall::no_trail);
}

TEST(Planner, GoesRoundAlongOneWayTrails) {
  Map map("");
  map.add('a', 'b', 400).add('b', 'c', 300).add('c', 'a', 300).trailhead('a').oneway(1);
  EXPECT_EQ(letters(map.plan(1000).loops[0]), "abca");
  EXPECT_TRUE(map.plan(1000).loops[0].one_way);
  map.add('a', 'c', 300).oneway(4).oneway(3);
  EXPECT_EQ(letters(map.plan(1000).loops[0]), "abca");
  // Out on a one-way trail there is no way back on it.
  Map spur("");
  spur.add('a', 'b', 500).oneway(1).trailhead('a');
  EXPECT_TRUE(spur.plan(1000).loops.empty());
}

TEST(Planner, WalksNothingHarderThanAsked) {
  Map map("");
  map.add('a', 'b', 500).add('b', 'a', 500).add('a', 'b', 520, 0.9).trailhead('a').difficulty(2, 3);
  EXPECT_DOUBLE_EQ(map.plan(1000).loops[0].score, 1);
  Request request{1000, 10'000};
  request.max_difficulty = 2;
  Effort effort(request.effort);
  const Plan plan = plan_loops(map.network(), map.trailheads(), request, effort);
  EXPECT_NEAR(plan.loops[0].score, 1 - 0.02 - 0.052, 1e-6);
}

TEST(Planner, RejectsABrokenNetwork) {
  Map twice("");
  twice.add('a', 'b', 500);
  std::vector<EdgeRow> rows = twice.rows();
  rows.push_back(rows[0]);
  Effort effort(unlimited_effort);
  EXPECT_THROW(prepare_network(rows, {}, effort), Error);
  rows = twice.rows();
  rows[0].length_m = 0;
  EXPECT_THROW(prepare_network(rows, {}, effort), Error);
  rows[0].length_m = 1;
  rows[0].appeal = 1.5;
  EXPECT_THROW(prepare_network(rows, {}, effort), Error);
}

}  // namespace
}  // namespace loopgenie::test
