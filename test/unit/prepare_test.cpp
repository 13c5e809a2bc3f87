// Making a network from rows: what is refused, and that a cancel need not wait.
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <utility>

#include "deafness.hpp"
#include "loop/base/error.hpp"
#include "loop/prepare.hpp"
#include "random.hpp"

namespace loopgenie {
namespace {

std::string refusal(const std::vector<TrailheadRow>& trailheads,
                    const std::vector<CampRow>& camps = {}) {
  Effort effort(unlimited_effort);
  try {
    prepare_network({EdgeRow{1, 1, 1, 1000, 1}}, trailheads, effort, {}, {}, camps);
  } catch (const Error& error) {
    return error.kind == ErrorKind::broken_network ? error.what() : "another error";
  }
  return "";
}

TEST(Prepare, RefusesTrailheadsThatLieNowhere) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(refusal({{7, 1, 46, 7, 0}}), "");
  EXPECT_EQ(refusal({{7, 1, nan, 7, 0}}), "trailhead 7 lies nowhere in degrees (EPSG:4326)");
  EXPECT_EQ(refusal({{7, 1, 46, nan, 0}}), "trailhead 7 lies nowhere in degrees (EPSG:4326)");
  EXPECT_EQ(refusal({{7, 1, 5'800'000, 7, 0}}), "trailhead 7 lies nowhere in degrees (EPSG:4326)");
  EXPECT_EQ(refusal({{7, 1, 46, -180.5, 0}}), "trailhead 7 lies nowhere in degrees (EPSG:4326)");
}

TEST(Prepare, RefusesTwoTrailheadsOfOneId) {
  EXPECT_EQ(refusal({{7, 1, 46, 7, 0}, {8, 1, 46, 8, 0}}), "");
  EXPECT_EQ(refusal({{7, 1, 46, 7, 0}, {8, 1, 46, 8, 0}, {7, 1, 47, 7, 0}}),
            "trailhead 7 comes twice");
}

TEST(Prepare, RefusesTwoCampsOfOneId) {
  EXPECT_EQ(refusal({}, {{3, 1, 1}, {4, 1, 1}}), "");
  EXPECT_EQ(refusal({}, {{3, 1, 1}, {4, 1, 1}, {3, 2, 5}}), "camp 3 comes twice");
}

TEST(Prepare, CountsAPairOfTwinsOnce) {
  const auto beside_m = [](const std::vector<TwinRow>& twins) {
    Effort effort(unlimited_effort);
    const Network network = prepare_network({EdgeRow{1, 1, 2, 1000, 1}, EdgeRow{2, 1, 2, 1000, 1}},
                                            {}, effort, {}, twins);
    return network.twins().repeated({Use{0, 1}, Use{1, 1}});
  };
  EXPECT_EQ(beside_m({{1, 2, 300}, {2, 1, 300}, {1, 2, 300}}), beside_m({{1, 2, 300}}));
}

// A grid whose rows come in no order, with roads on all edges and twins.
struct Rows {
  std::vector<EdgeRow> edges;
  std::vector<RoadRow> roads;
  std::vector<TwinRow> twins;
};

Rows scattered_grid(std::int64_t side) {
  Rows rows;
  const auto add = [&](std::int64_t from, std::int64_t to) {
    const std::int64_t id = static_cast<std::int64_t>(rows.edges.size()) + 1;
    rows.edges.push_back(EdgeRow{id, from, to, 100, 1});
    rows.roads.push_back(RoadRow{from, to, 100, false});
    if (id > 1) rows.twins.push_back(TwinRow{id - 1, id, 10});
  };
  for (std::int64_t y = 0; y < side; ++y) {
    for (std::int64_t x = 0; x < side; ++x) {
      if (x > 0) add(y * side + x - 1, y * side + x);
      if (y > 0) add((y - 1) * side + x, y * side + x);
    }
  }
  test::Random random(1);
  for (std::size_t i = rows.edges.size(); i > 1; --i) {
    std::swap(rows.edges[i - 1], rows.edges[random.below(static_cast<int>(i))]);
  }
  return rows;
}

// The sanitizers slow it down about as much as a million edges would.
TEST(Prepare, PollsAllTheTime) {
  constexpr double most_s = 0.1;
  const Rows rows = scattered_grid(350);
  const double longest_s = test::longest_gap_s(most_s, [&](const std::function<void()>& poll) {
    Effort effort(unlimited_effort, poll);
    Roads roads(rows.roads, effort);
    prepare_network(rows.edges, {}, effort, std::move(roads), rows.twins);
  });
  EXPECT_LT(longest_s, most_s);
}

}  // namespace
}  // namespace loopgenie
