// What is promised of the search as a whole, on networks too large for brute force.
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "loop/planner.hpp"
#include "loop/prepare.hpp"
#include "random.hpp"

namespace loopgenie::test {
namespace {

struct Place {
  Network network;
  std::vector<ReachableTrailhead> trailheads;
};

Place prepare(std::vector<EdgeRow> rows, std::vector<ReachableTrailhead> trailheads,
              const std::vector<CampRow>& camps = {}) {
  Effort effort(unlimited_effort);
  std::vector<TrailheadRow> stored;
  for (const ReachableTrailhead& trailhead : trailheads) {
    stored.push_back(TrailheadRow{trailhead.id, trailhead.node_id, 46, 7, 0});
  }
  return Place{prepare_network(std::move(rows), std::move(stored), effort, {}, {}, camps),
               std::move(trailheads)};
}

// Streets between `side` times `side` crossings, some of them missing; and huts, each at the end of
// a way of its own.
Place grid(std::uint64_t seed, int side, int huts = 0) {
  Random random(seed);
  std::vector<EdgeRow> rows;
  const auto node = [&](int x, int y) { return std::int64_t{y} * side + x; };
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      for (const auto& [dx, dy] : {std::pair(1, 0), std::pair(0, 1)}) {
        if (x + dx == side || y + dy == side || random.below(5) == 0) continue;
        rows.push_back(EdgeRow{static_cast<std::int64_t>(rows.size()) + 1, node(x, y),
                               node(x + dx, y + dy), 100.0 + random.below(200),
                               random.below(11) / 10.0});
      }
    }
  }
  std::vector<ReachableTrailhead> trailheads;
  for (std::int64_t id = 1; id <= 5; ++id) {
    trailheads.push_back(ReachableTrailhead{
        id, rows[static_cast<std::size_t>(random.below(static_cast<int>(rows.size())))].source,
        static_cast<double>(random.below(9000))});
  }
  std::vector<CampRow> camps;
  for (std::int64_t id = 1; id <= huts; ++id) {
    const std::int64_t hut = -id;
    rows.push_back(EdgeRow{static_cast<std::int64_t>(rows.size()) + 1,
                           rows[static_cast<std::size_t>(random.below(side * side))].source, hut,
                           50.0, 1});
    camps.push_back(CampRow{id, hut, 1});
  }
  return prepare(std::move(rows), std::move(trailheads), camps);
}

Plan plan(const Place& place, double hike_m, int loops, WorkUnits units, WorkUnits* spent,
          const SearchSchedule& schedule = {}) {
  Request request{};
  request.hike_m = hike_m;
  request.drive_limit_m = 10'000;
  request.loops = loops;
  request.effort = units;
  Effort effort(units);
  Plan plan = plan_loops(place.network, place.trailheads, request, effort, schedule);
  if (spent != nullptr) *spent = effort.spent();
  return plan;
}

TEST(Search, FindsTheSameFirstLoopsHoweverManyAreAskedFor) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Place place = grid(seed, 14);
    const Plan five = plan(place, 4000, 5, 400'000, nullptr);
    for (const int loops : {1, 2, 3}) {
      const Plan fewer = plan(place, 4000, loops, 400'000, nullptr);
      ASSERT_EQ(fewer.loops.size(), std::min(five.loops.size(), static_cast<std::size_t>(loops)));
      EXPECT_EQ(fewer.bound, five.bound);
      for (std::size_t rank = 0; rank < fewer.loops.size(); ++rank) {
        EXPECT_EQ(fewer.loops[rank].score, five.loops[rank].score);
        EXPECT_EQ(fewer.loops[rank].trailhead_id, five.loops[rank].trailhead_id);
      }
    }
  }
}

TEST(Search, SpendsWhatItMayWithinATenth) {
  const Place place = grid(1, 90);
  for (const WorkUnits units : {1'000, 30'000, 100'000, 300'000, 1'000'000}) {
    WorkUnits spent = 0;
    plan(place, 12'000, 1, units, &spent);
    EXPECT_LE(spent, units * 11 / 10) << units;
    plan(place, 12'000, 5, units, &spent);  // a quarter more for each further one
    EXPECT_LE(spent, 2 * units * 11 / 10) << units;
  }
}

TEST(Search, IsBoundedWhereNothingIsSaidOfIt) {
  const auto of_miles = [](double miles) {
    return usual_effort(Request{miles * metres_per_mile, 10'000});
  };
  EXPECT_EQ(of_miles(20), 6'000'000);
  EXPECT_NEAR(static_cast<double>(of_miles(150)), 100e6, 1e6);
  EXPECT_EQ(of_miles(500), 120'000'000);
}

TEST(Search, SaysThatThereMayBeWhatItDidNotFind) {
  const Place place = grid(1, 90);
  const Plan little = plan(place, 12'000, 1, 1'000, nullptr);
  EXPECT_TRUE(little.loops.empty());
  EXPECT_FALSE(little.proven_none);
}

// On a dense map a first look takes more than that.
TEST(Search, FindsALoopByShortStepsWhereALookIsTooDear) {
  SearchSchedule looks_only;
  looks_only.least_look = 1;
  std::size_t found = 0;
  std::size_t found_by_looks = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Place place = grid(seed, 90);
    for (const double hike_m : {20'000, 30'000}) {
      found += plan(place, hike_m, 1, 20'000, nullptr).loops.size();
      found_by_looks += plan(place, hike_m, 1, 20'000, nullptr, looks_only).loops.size();
    }
  }
  EXPECT_GE(found, found_by_looks + 5);
}

TEST(Search, WalksARingOfSeventyThousandEdges) {
  constexpr int edges = 70'000;
  std::vector<EdgeRow> rows;
  for (int i = 0; i < edges; ++i) rows.push_back(EdgeRow{i + 1, i, (i + 1) % edges, 1, 1});
  const Place place = prepare(std::move(rows), {ReachableTrailhead{1, 0, 0}});
  const Plan found = plan(place, edges, 1, 4'500'000, nullptr);
  ASSERT_EQ(found.loops.size(), 1u);
  EXPECT_NEAR(found.loops[0].length_m, edges, 1e-6);
  EXPECT_EQ(found.loops[0].repeat_m, 0);
}

// Through both ends of two dead ends, in and out again. Where nothing is found, no walk is short
// enough.
TEST(Search, ComesByDeadEndsWhereverAWalkOfTheLengthDoes) {
  int answered = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Place place = grid(seed, 30);
    const Graph& graph = place.network.graph();
    std::vector<NodeIndex> dead_ends;
    for (NodeIndex node = 0; node < graph.node_count(); ++node) {
      if (graph.arcs(node).size() == 1) dead_ends.push_back(node);
    }
    Random random(seed);
    Request request{};
    request.hike_m = 9000;
    request.drive_limit_m = 10'000;
    request.loops = 1;
    request.effort = usual_effort(request);
    for (int i = 0; i < 2; ++i) {
      request.vias.push_back(
          Via{dead_ends[static_cast<std::size_t>(random.below(static_cast<int>(dead_ends.size())))],
              invalid_id});
    }
    Effort effort(request.effort);
    const Plan plan = plan_loops(place.network, place.trailheads, request, effort);
    if (plan.loops.empty()) {
      EXPECT_EQ(plan.shortfall, Shortfall::via_too_far);
    } else {
      ++answered;
    }
  }
  EXPECT_GE(answered, 10);
}

// To a hut the last metres are walked there and back, and days end at huts only.
TEST(Search, SleepsInHutsBesideTheTrail) {
  constexpr int places = 5;
  double lost = 0;
  for (std::uint64_t seed = 1; seed <= places; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Place place = grid(seed, 30, 60);
    Request request{};
    request.hike_m = 9000;
    request.drive_limit_m = 10'000;
    request.loops = 1;
    request.effort = usual_effort(request);
    Effort effort(request.effort);
    const Plan in_a_day = plan_loops(place.network, place.trailheads, request, effort);
    request.days.limits.days = 3;
    request.days.limits.shortest = to_millimetres(1500);
    request.days.limits.longest = to_millimetres(4500);
    request.days.camps = camp_kind_bit(1);
    Effort of_days(request.effort);
    const Plan in_three = plan_loops(place.network, place.trailheads, request, of_days);
    ASSERT_EQ(in_three.loops.size(), 1U);
    EXPECT_EQ(in_three.loops[0].nights.size(), 2U);
    lost += in_a_day.loops.at(0).score - in_three.loops[0].score;
  }
  EXPECT_LE(lost / places, 0.06);
}

}  // namespace
}  // namespace loopgenie::test
