// Edges that run beside each other: what is chosen where they compete, and what is reported.
#include <gtest/gtest.h>

#include <algorithm>

#include "loop/network/twins.hpp"
#include "map.hpp"
#include "random.hpp"

namespace loopgenie::test {
namespace {

TEST(Twins, CountEachPairOfWhichBothAreWalkedOnce) {
  Effort effort(unlimited_effort);
  const Twins twins({{0, 2, 100}, {3, 2, 50}, {2, 0, 10}, {1, 1, 7}}, 5, effort);
  EXPECT_EQ(twins.repeated({{0, 1}, {2, 1}}), 110);
  EXPECT_EQ(twins.repeated({{0, 2}, {2, 1}, {3, 1}}), 160);
  EXPECT_EQ(twins.repeated({{1, 1}}), 7);
  EXPECT_EQ(twins.repeated({{0, 1}, {3, 1}, {4, 1}}), 0);
  EXPECT_EQ(Twins().repeated({{0, 1}, {2, 1}}), 0);
}

// Two footways from a to b, and a ring by way of c that is so little too long that it is as good.
Map two_footways() {
  Map map("");
  map.add('a', 'b', 1000)
      .add('a', 'b', 1000)
      .add('a', 'c', 1004)
      .add('c', 'a', 1004)
      .trailhead('a');
  return map;
}

TEST(Twins, LoseAgainstAnHonestLoop) {
  Map map = two_footways();
  EXPECT_EQ(letters(map.plan(2000).loops[0]), "aba");
  map.twin(1, 2, 950);
  const Plan plan = map.plan(2000);
  EXPECT_EQ(letters(plan.loops[0]), "aca");
  // The score is as it was, and the bound covers the loop that was passed over.
  EXPECT_NEAR(plan.loops[0].score, 0.996, 1e-9);
  EXPECT_NEAR(plan.bound, 1, 1e-6);
}

TEST(Twins, WinAgainstALoopThatIsWorseByMore) {
  Map map("");
  map.add('a', 'b', 1000).add('a', 'b', 1000).add('a', 'c', 1006).add('c', 'a', 1006);
  map.trailhead('a').twin(1, 2, 950);
  EXPECT_EQ(letters(map.plan(2000).loops[0]), "aba");
}

TEST(Twins, WinWhereNothingElseIsThere) {
  Map map("");
  map.add('a', 'b', 1000).add('a', 'b', 1000).trailhead('a').twin(1, 2, 950);
  const Plan plan = map.plan(2000);
  ASSERT_EQ(plan.loops.size(), 1u);
  EXPECT_NEAR(plan.loops[0].score, 1, 1e-9);
  EXPECT_EQ(plan.loops[0].repeat_m, 0);
}

TEST(Twins, OfEdgesThatAreGoneOrShorterNowDoNoHarm) {
  Map map = two_footways();
  map.twin(1, 99, 950).twin(1, 2, 1e9).twin(2, 2, 5).twin(3, 4, -5);
  EXPECT_EQ(letters(map.plan(2000).loops[0]), "aca");
}

TEST(Twins, ComeAfterTheLoopThatWins) {
  Map map = two_footways();
  map.twin(1, 2, 950);
  const Plan plan = map.plan(2000, 2);
  ASSERT_EQ(plan.loops.size(), 2u);
  EXPECT_EQ(letters(plan.loops[0]), "aca");
  EXPECT_EQ(letters(plan.loops[1]), "aba");
}

struct Drawn {
  Map map{""};
  double hike_m;
};

// Of lengths that hardly ever tie: the search for the least penalty drops all but one of loops that
// are equal but for what they walk beside themselves.
Drawn draw(std::uint64_t seed) {
  Random random(seed);
  Drawn drawn;
  const int edges = 3 + random.below(6);
  const int nodes = 2 + random.below(3);
  const auto node = [&] { return static_cast<char>('a' + random.below(nodes)); };
  for (int i = 0; i < edges; ++i) {
    const char from = node();
    const char to = node();
    drawn.map.add(from, to, 100 + random.below(600'000) / 1000.0);
  }
  drawn.map.trailhead('a');
  drawn.hike_m = 400 + 50 * random.below(40);
  return drawn;
}

// What loops compete by, from the rows that are reported.
double rival_penalty_m(const PlannedLoop& loop, const std::vector<TwinRow>& twins, double asked_m) {
  const auto walked = [&](std::int64_t id) {
    return std::any_of(loop.walk.begin(), loop.walk.end(),
                       [&](const WalkedEdge& step) { return step.edge_id == id; });
  };
  double beside_m = 0;
  for (const TwinRow& twin : twins) {
    if (walked(twin.edge_a) && walked(twin.edge_b)) beside_m += twin.length_m;
  }
  return (1 - loop.score) * asked_m + std::min(beside_m, rival_margin * asked_m);
}

TEST(Twins, NeverMakeTheChoiceWorseThanTheBestScore) {
  int changed = 0;
  for (std::uint64_t seed = 1; seed <= 3000 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Drawn drawn = draw(seed);
    const Plan without = drawn.map.plan(drawn.hike_m);
    Random random(seed);
    const int edges = static_cast<int>(drawn.map.rows().size());
    for (int i = 0; i < 3; ++i) {
      const int a = random.below(edges);
      const int b = random.below(edges);
      const double shorter_m = std::min(drawn.map.rows()[static_cast<std::size_t>(a)].length_m,
                                        drawn.map.rows()[static_cast<std::size_t>(b)].length_m);
      if (a < b) drawn.map.twin(a + 1, b + 1, shorter_m * 0.8);
    }
    const Plan plan = drawn.map.plan(drawn.hike_m);
    ASSERT_EQ(plan.loops.empty(), without.loops.empty());
    if (plan.loops.empty()) continue;
    const auto rival_m = [&](const Plan& of) {
      return rival_penalty_m(of.loops[0], drawn.map.twins(), drawn.hike_m);
    };
    EXPECT_LE(rival_m(plan), rival_m(without) + 0.01);
    EXPECT_GE(plan.bound, without.loops[0].score - 1e-9);
    if (rival_m(plan) < rival_m(without) - 0.01) ++changed;
  }
  EXPECT_GT(changed, 20);
}

}  // namespace
}  // namespace loopgenie::test
