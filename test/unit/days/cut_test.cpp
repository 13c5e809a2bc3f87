// The cut of a walk into days against brute force over every choice of nights.
#include <gtest/gtest.h>

#include <map>

#include "loop/days/cut.hpp"
#include "random.hpp"

namespace loopgenie::test {
namespace {

struct Drawn {
  std::vector<Stop> stops;
  DayLimits limits;
};

// Few nodes, so that walks pass some of them again and again, some with two beds.
Drawn draw(std::uint64_t seed) {
  Random random(seed);
  Drawn drawn;
  const int stops = random.below(12);
  const int nodes = 1 + random.below(8);
  const bool flat = random.below(3) == 0;
  Stop stop{0, 0, 0, 0, 0};
  drawn.stops.push_back(stop);
  for (int i = 0; i <= stops; ++i) {
    const Millimetres way = 500 * (1 + random.below(12));
    stop.step += 1;
    stop.node = static_cast<NodeIndex>(1 + random.below(nodes));
    stop.beds = stop.node % 4 == 0 ? 2 : 1;
    stop.length += way;
    stop.toil += flat ? way : way + 100 * random.below(80);
    drawn.stops.push_back(stop);
  }
  DayLimits& limits = drawn.limits;
  limits.days = 1 + random.below(5);
  const Millimetres even = stop.length / limits.days;
  limits.shortest = even / 2;
  limits.longest = even * (10 + random.below(9)) / 10;
  if (random.below(2) == 0) limits.most_toil = stop.toil / limits.days * 3 / 2;
  return drawn;
}

// The hardest day of the best choice of nights, or nothing.
class BruteForce {
 public:
  explicit BruteForce(const Drawn& drawn) : stops_(drawn.stops), limits_(drawn.limits) {
    choose(0, 0, limits_.days);
  }
  std::optional<Millimetres> hardest() const { return best_; }

 private:
  void choose(std::size_t from, Millimetres hardest, int days_left) {
    if (days_left == 1) {
      end(from, stops_.size() - 1, hardest, days_left);
      return;
    }
    for (std::size_t night = from + 1; night + 1 < stops_.size(); ++night) {
      if (guests_[stops_[night].node] == stops_[night].beds) continue;
      ++guests_[stops_[night].node];
      end(from, night, hardest, days_left);
      --guests_[stops_[night].node];
    }
  }

  void end(std::size_t from, std::size_t to, Millimetres hardest, int days_left) {
    const Millimetres length = stops_[to].length - stops_[from].length;
    const Millimetres toil = stops_[to].toil - stops_[from].toil;
    if (length < limits_.shortest || length > limits_.longest || toil > limits_.most_toil) return;
    hardest = std::max(hardest, toil);
    if (days_left > 1) return choose(to, hardest, days_left - 1);
    if (!best_ || hardest < *best_) best_ = hardest;
  }

  const std::vector<Stop>& stops_;
  const DayLimits& limits_;
  std::map<NodeIndex, int> guests_;
  std::optional<Millimetres> best_;
};

TEST(Cut, IsTheOneWhoseHardestDayIsEasiest) {
  int cut = 0;
  for (std::uint64_t seed = 1; seed <= 4000 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Drawn drawn = draw(seed);
    Effort effort(unlimited_effort);
    const std::optional<Cut> found = cut_days(drawn.stops, drawn.limits, effort);
    const std::optional<Millimetres> best = BruteForce(drawn).hardest();
    ASSERT_EQ(found.has_value(), best.has_value());
    if (!found) continue;
    ++cut;
    EXPECT_EQ(found->hardest, *best);
    ASSERT_EQ(found->nights.size() + 1, static_cast<std::size_t>(drawn.limits.days));
    std::map<NodeIndex, int> guests;
    for (const std::size_t night : found->nights) {
      EXPECT_LE(++guests[drawn.stops[night].node], drawn.stops[night].beds);
    }
    EXPECT_EQ(days_to_mend(drawn.stops, drawn.limits, effort), 0);
  }
  EXPECT_GT(cut, 1000);
}

// Stops 1 km apart, each at a node of its own.
std::vector<Stop> kilometres(int many) {
  std::vector<Stop> stops;
  for (int km = 0; km <= many; ++km) {
    stops.push_back({static_cast<std::size_t>(km), static_cast<NodeIndex>(km), 1, km * 1'000'000LL,
                     km * 1'000'000LL});
  }
  return stops;
}

TEST(Cut, DaysAreEvenWherePlacesToSleepAllowIt) {
  Effort effort(unlimited_effort);
  const std::optional<Cut> cut = cut_days(kilometres(12), DayLimits{4}, effort);
  ASSERT_TRUE(cut.has_value());
  EXPECT_EQ(cut->nights, (std::vector<std::size_t>{3, 6, 9}));
}

TEST(Cut, OfEquallyHardDaysTheOthersDifferLittle) {
  // The first day takes six hours whatever follows it.
  std::vector<Stop> stops = kilometres(14);
  for (int km = 1; km <= 5; ++km) stops.erase(stops.begin() + 1);
  Effort effort(unlimited_effort);
  const std::optional<Cut> cut = cut_days(stops, DayLimits{3}, effort);
  ASSERT_TRUE(cut.has_value());
  EXPECT_EQ(stops[cut->nights[0]].step, 6u);
  EXPECT_EQ(stops[cut->nights[1]].step, 10u);
}

TEST(Cut, TellsHowMuchThereIsToMend) {
  // Twelve kilometres in three days of at most five: the only camp is at the second.
  std::vector<Stop> stops = kilometres(12);
  stops.erase(stops.begin() + 3, stops.end() - 1);
  stops.erase(stops.begin() + 1);
  DayLimits limits{3, 2'000'000, 5'000'000};
  Effort effort(unlimited_effort);
  EXPECT_FALSE(cut_days(stops, limits, effort).has_value());
  EXPECT_EQ(days_to_mend(stops, limits, effort), 5'000'000 + 2'000'000);
  const LongestDay longest = longest_day(stops, 3, &Stop::length, effort);
  EXPECT_EQ(longest.from.length, 2'000'000);
  EXPECT_EQ(longest.to.length, 12'000'000);
}

}  // namespace
}  // namespace loopgenie::test
