// Networks that nobody maps but anybody may make: whatever is asked on them, a cancel is heard
// soon, no more is spent than was allowed, and no call goes so deep that the stack ends.
#include <gtest/gtest.h>

#include <functional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "deafness.hpp"
#include "loop/bound/likely_loss.hpp"
#include "loop/planner.hpp"
#include "loop/prepare.hpp"

namespace loopgenie::test {
namespace {

struct Odd {
  std::string name;
  double hike_m;
  std::vector<EdgeRow> edges = {};
  std::vector<CampRow> camps = {};
  std::int64_t trailheads = 1;  // at nodes 0, 3, 6, …

  void add(std::int64_t from, std::int64_t to, double length_m) {
    edges.push_back(EdgeRow{static_cast<std::int64_t>(edges.size()) + 1, from, to, length_m, 1});
  }
};

void PrintTo(const Odd& odd, std::ostream* out) { *out << odd.name; }

constexpr std::int64_t many = 20'000;

// Between two polls. The sanitizers slow the search down five times and more.
#ifdef __SANITIZE_ADDRESS__
constexpr double most_gap_s = 0.3;
#else
constexpr double most_gap_s = 0.1;
#endif

Odd ring() {
  Odd odd{"ring", many};
  for (std::int64_t i = 0; i < many; ++i) odd.add(i, (i + 1) % many, 1);
  for (std::int64_t i = 1; i < many / 100; ++i) odd.camps.push_back(CampRow{i, 100 * i, 1});
  return odd;
}
Odd chain() {
  Odd odd{"chain", many};
  for (std::int64_t i = 0; i < many; ++i) odd.add(i, i + 1, 1);
  return odd;
}
// Three chains between two nodes.
Odd theta() {
  Odd odd{"theta", 2.0 * many / 3};
  for (std::int64_t lane = 0; lane < 3; ++lane) {
    std::int64_t from = 0;
    for (std::int64_t i = 1; i <= many / 3; ++i) {
      const std::int64_t to = i == many / 3 ? -1 : lane * many + i;
      odd.add(from, to, 1);
      from = to;
    }
  }
  return odd;
}
// A ring with a spur at every node.
Odd comb() {
  Odd odd{"comb", 10.0 * many / 2};
  for (std::int64_t i = 0; i < many / 2; ++i) {
    odd.add(i, (i + 1) % (many / 2), 10);
    odd.add(i, many + i, 5);
  }
  return odd;
}
Odd star() {
  Odd odd{"star", many};
  for (std::int64_t i = 1; i <= many; ++i) odd.add(0, i, static_cast<double>(10 + i % 7));
  return odd;
}
Odd parallel() {
  Odd odd{"parallel", 20'000};
  for (std::int64_t i = 0; i < many; ++i) odd.add(0, 1, static_cast<double>(100 + i % 13));
  return odd;
}
Odd tree() {
  Odd odd{"tree", 10'000};
  for (std::int64_t i = 1; i < many; ++i) odd.add((i - 1) / 2, i, static_cast<double>(50 + i % 31));
  return odd;
}
// Triangles, each with a trailhead of its own.
Odd islands() {
  Odd odd{"islands", 300};
  odd.trailheads = many / 3;
  for (std::int64_t i = 0; i < odd.trailheads; ++i) {
    odd.add(3 * i, 3 * i + 1, 100);
    odd.add(3 * i + 1, 3 * i + 2, 100);
    odd.add(3 * i + 2, 3 * i, 100);
  }
  return odd;
}

Request ask(const Odd& odd) {
  Request request{odd.hike_m, 100'000};
  request.tolerance = 0.5;
  request.effort = 1'000'000;
  return request;
}
Request with_days(Request request, const Odd& odd) {
  request.days.limits.days = 4;
  request.days.limits.shortest = to_millimetres(request.hike_m / 8);
  request.days.limits.longest = to_millimetres(request.hike_m);
  if (odd.camps.empty()) request.days.camps = anywhere;
  return request;
}

class OddNetworks : public testing::TestWithParam<Odd> {
 protected:
  void plan(const Request& request, WorkUnits most) {
    const Odd& odd = GetParam();
    std::vector<TrailheadRow> rows;
    std::vector<ReachableTrailhead> reachable;
    for (std::int64_t i = 0; i < odd.trailheads; ++i) {
      rows.push_back(TrailheadRow{i, 3 * i, 46, 7, 0});
      reachable.push_back(ReachableTrailhead{i, 3 * i, static_cast<double>(i % 50)});
    }
    const double longest_s = longest_gap_s(most_gap_s, [&](const std::function<void()>& poll) {
      Effort effort(unlimited_effort, poll);
      const Network network = prepare_network(odd.edges, rows, effort, {}, {}, odd.camps);
      guess_likely_losses(network, start_nodes(network, effort), effort);
      const WorkUnits before = effort.spent();
      plan_loops(network, reachable, request, effort);
      EXPECT_LE(effort.spent() - before, most + most / 10);
    });
    EXPECT_LT(longest_s, most_gap_s);
  }
};

TEST_P(OddNetworks, AreSearchedWithinTheEffort) {
  const Request request = ask(GetParam());
  plan(request, request.effort);
}

TEST_P(OddNetworks, AreSearchedForManyLoops) {
  Request request = ask(GetParam());
  request.loops = 5;
  plan(request, 2 * request.effort);
}

TEST_P(OddNetworks, AreSearchedForDays) {
  const Request request = with_days(ask(GetParam()), GetParam());
  plan(request, request.effort);
}

INSTANTIATE_TEST_SUITE_P(All, OddNetworks,
                         testing::Values(ring(), chain(), theta(), comb(), star(), parallel(),
                                         tree(), islands()),
                         [](const testing::TestParamInfo<Odd>& odd) { return odd.param.name; });

TEST(LongChain, IsWalkedThereAndBack) {
  const Odd odd = chain();
  Effort effort(unlimited_effort);
  const Network network = prepare_network(odd.edges, {{1, 0, 46, 7, 0}}, effort);
  Request request = ask(odd);
  request.effort = 4'500'000;
  const Plan plan = plan_loops(network, {ReachableTrailhead{1, 0, 0}}, request, effort);
  ASSERT_EQ(plan.loops.size(), 1u);
  EXPECT_EQ(plan.loops[0].shape, Shape::out_and_back);
  EXPECT_EQ(plan.loops[0].walk.size(), static_cast<std::size_t>(many));
}

}  // namespace
}  // namespace loopgenie::test
