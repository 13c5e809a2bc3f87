// Driving over roads: shortest, along one-way streets only forwards, and no farther than asked.
#include "loop/drive/drive.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>

#include "loop/base/error.hpp"

namespace loopgenie::test {
namespace {

constexpr double anywhere_m = 1e9;

class DriveTest : public testing::Test {
 protected:
  void add(std::int64_t source, std::int64_t target, double length_m, bool oneway = false) {
    rows_.push_back(RoadRow{source, target, length_m, oneway});
  }

  // From the point at a fraction of a road added, off it by gap_m.
  Drive& drive(std::size_t road, double fraction, double gap_m = 0, double limit_m = anywhere_m) {
    roads_ = std::make_unique<Roads>(rows_, effort_);
    drive_ =
        std::make_unique<Drive>(*roads_, RoadSnap{rows_[road], fraction, gap_m}, limit_m, effort_);
    return *drive_;
  }

  std::vector<RoadRow> rows_;
  Effort effort_{unlimited_effort};

 private:
  std::unique_ptr<Roads> roads_;
  std::unique_ptr<Drive> drive_;
};

TEST_F(DriveTest, JoinsTheRoadWhereThePlaceIsNearestAndCountsTheGap) {
  add(1, 2, 1000);
  EXPECT_DOUBLE_EQ(drive(0, 0.25, 40).distance_m(1), 290);
  EXPECT_DOUBLE_EQ(drive(0, 0.25, 40).distance_m(2), 790);
}

TEST_F(DriveTest, KeepsOneWayStreets) {
  add(1, 2, 1000, true);
  add(2, 3, 400);
  add(3, 1, 2000);
  EXPECT_DOUBLE_EQ(drive(1, 0).distance_m(1), 2400);
  // Who starts on the street leaves it forwards: back to its own beginning is all the way
  // round.
  EXPECT_DOUBLE_EQ(drive(0, 0.5).distance_m(1), 500 + 2400);
  EXPECT_DOUBLE_EQ(drive(0, 0).distance_m(1), 0);
}

TEST_F(DriveTest, DoesNotReachAnIslandNorAnUnknownNode) {
  add(1, 2, 1000);
  add(8, 9, 1000);
  EXPECT_TRUE(std::isinf(drive(0, 0).distance_m(8)));
  EXPECT_TRUE(std::isinf(drive(0, 0).distance_m(77)));
  EXPECT_TRUE(std::isinf(drive(1, 0).distance_m(1)));
}

TEST_F(DriveTest, EndsAtTheLimit) {
  add(1, 2, 1000);
  add(2, 3, 1000);
  EXPECT_DOUBLE_EQ(drive(0, 0, 0, 1000).distance_m(2), 1000);
  EXPECT_TRUE(std::isinf(drive(0, 0, 0, 1999).distance_m(3)));
  EXPECT_TRUE(std::isinf(drive(0, 0, 2000, 1999).distance_m(1)));
}

TEST_F(DriveTest, TakesTheShortestOfParallelRoadsAndRoadsOfNoLength) {
  add(1, 2, 900);
  add(1, 2, 300);
  add(2, 3, 0);
  EXPECT_DOUBLE_EQ(drive(0, 0).distance_m(3), 300);
}

TEST_F(DriveTest, RefusesANegativeLength) {
  add(1, 2, -1);
  EXPECT_THROW(drive(0, 0), Error);
}

// On 2 and 3 one can drive to 5, on 1 too; 4 is a trap, 8 and 9 are an island.
TEST_F(DriveTest, TellsWhereARoadLeads) {
  add(1, 2, 100, true);
  add(2, 3, 100);
  add(3, 4, 100, true);
  add(3, 5, 100, true);
  add(8, 9, 100);
  Roads roads(rows_, effort_);
  EXPECT_FALSE(roads.leads_anywhere());
  roads.mark_ways_to({77}, effort_);
  EXPECT_FALSE(roads.leads_anywhere());
  roads.mark_ways_to({5, 77}, effort_);
  EXPECT_TRUE(roads.leads_anywhere());
  for (const std::int64_t node : {1, 2, 3, 5}) EXPECT_TRUE(roads.leads_on(roads.find(node)));
  for (const std::int64_t node : {4, 8, 9}) EXPECT_FALSE(roads.leads_on(roads.find(node)));
  // A one-way street is left at its target, and at its source only by who stands there.
  EXPECT_TRUE(leads_to_trailhead(roads, RoadSnap{rows_[0], 0.5, 0}));
  EXPECT_FALSE(leads_to_trailhead(roads, RoadSnap{rows_[2], 0.5, 0}));
  EXPECT_TRUE(leads_to_trailhead(roads, RoadSnap{rows_[2], 0, 0}));
  EXPECT_FALSE(leads_to_trailhead(roads, RoadSnap{rows_[4], 0.5, 0}));
}

// Against all shortest ways found by trying every node in between.
TEST_F(DriveTest, AgreesWithAllPairsOnRandomRoads) {
  constexpr int nodes = 12;
  for (unsigned seed = 0; seed < 200; ++seed) {
    std::mt19937 random(seed);
    const auto below = [&](unsigned limit) { return static_cast<int>(random() % limit); };
    rows_.clear();
    std::vector<std::vector<double>> way(nodes, std::vector<double>(nodes, INFINITY));
    for (int i = 0; i < nodes; ++i) way[i][i] = 0;
    for (int i = 0; i < 18; ++i) {
      const int from = below(nodes), to = below(nodes), length = 1 + below(500);
      const bool oneway = below(3) == 0;
      add(from, to, length, oneway);
      way[from][to] = std::min<double>(way[from][to], length);
      if (!oneway) way[to][from] = std::min<double>(way[to][from], length);
    }
    for (int via = 0; via < nodes; ++via) {
      for (int from = 0; from < nodes; ++from) {
        for (int to = 0; to < nodes; ++to) {
          way[from][to] = std::min(way[from][to], way[from][via] + way[via][to]);
        }
      }
    }
    const double limit_m = 100 + below(2000);
    const Drive& driven = drive(0, 0, 0, limit_m);
    for (int to = 0; to < nodes; ++to) {
      const double expected = way[rows_[0].source][to];
      EXPECT_DOUBLE_EQ(driven.distance_m(to), expected <= limit_m ? expected : INFINITY)
          << "seed " << seed << ", node " << to;
    }
  }
}

}  // namespace
}  // namespace loopgenie::test
