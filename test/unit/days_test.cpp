// Loops of several days: against brute force over all walks and nights of small multigraphs, and
// what hikers may expect on networks small enough to see it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "map.hpp"
#include "random.hpp"

namespace loopgenie::test {
namespace {

struct Case {
  Map map{""};
  Request request{0, 10'000};
  LengthsIn lengths = LengthsIn::metres;
};

void set_days(Request& request, int days, double longest_of_even = 1.5) {
  request.days.limits.days = days;
  const Millimetres even = to_millimetres(request.hike_m / days);
  request.days.limits.shortest = even / 2;
  request.days.limits.longest =
      static_cast<Millimetres>(static_cast<double>(even) * longest_of_even);
}

// Nodes high and low, and days of so many hours: all but every third may be of any length then.
void ask_in_hours(Case& drawn, Random& random) {
  drawn.lengths = LengthsIn::toil;
  const auto height = [](std::int64_t node) { return node * 37 % 11 * 12.0; };
  std::int64_t edge = 0;
  for (const EdgeRow row : drawn.map.rows()) {
    const double rise = height(row.target) - height(row.source);
    drawn.map.climb(++edge, std::max(0.0, rise) + row.ascent_m,
                    std::max(0.0, -rise) + row.ascent_m);
  }
  drawn.request.hike_m *= 1.5;
  DayLimits& limits = drawn.request.days.limits;
  limits.least_toil = limits.shortest * 3 / 2;
  limits.most_toil = limits.longest * 3 / 2;
  limits.shortest = 0;
  if (random.below(3) > 0) limits.longest = unreachable;
}

Case random_case(std::uint64_t seed) {
  Random random(seed);
  Case drawn;
  const int edges = 2 + random.below(5);
  const int nodes = 2 + random.below(4);
  const auto any = [&] { return static_cast<char>('a' + random.below(nodes)); };
  for (int i = 0; i < edges; ++i) {
    drawn.map.add(any(), any(), 100 + 50 * random.below(15),
                  random.below(2) == 0 ? 1.0 : random.below(11) / 10.0, 10 * random.below(12));
  }
  for (int i = 1 + random.below(2); i > 0; --i) drawn.map.trailhead(any(), random.below(10'000));
  for (int i = random.below(5); i > 0; --i) drawn.map.camp(any(), random.below(8));
  drawn.request.hike_m = 600 + 100 * random.below(25);
  drawn.request.tolerance = random.below(2) == 0 ? 0.5 : 0.2;
  drawn.request.effort = 100'000'000;
  set_days(drawn.request, 2 + random.below(3), 1 + random.below(11) / 10.0);
  if (random.below(3) == 0) {
    drawn.request.days.limits.most_toil =
        to_millimetres(drawn.request.hike_m / drawn.request.days.limits.days * 2);
  }
  if (random.below(3) == 0) ask_in_hours(drawn, random);
  if (random.below(4) == 0) drawn.request.days.camps = anywhere;
  if (random.below(4) == 0) drawn.request.days.camps = camp_kind_bit(1) | camp_kind_bit(5);
  return drawn;
}

// Every walk in every order, with every choice of nights: nothing here is the planner's.
class BruteForce {
 public:
  explicit BruteForce(const Case& drawn) : case_(drawn), rows_(drawn.map.rows()) {
    times_.assign(rows_.size(), 0);
    for (const EdgeRow& row : rows_) {
      const double climb_m = drawn.lengths == LengthsIn::toil ? row.ascent_m + row.descent_m : 0;
      counted_.push_back(row.length_m + climb_m / 2 / 600 * 4000);
    }
    for (const CampRow& camp : drawn.map.camps()) {
      const CampKinds kinds = drawn.request.days.camps;
      if ((kinds >> camp.kind & 1) != 0) ++beds_[camp.node_id];
    }
    for (const ReachableTrailhead& trailhead : drawn.map.trailheads()) {
      trailhead_ = trailhead;
      walk(trailhead.node_id, 0);
    }
  }
  std::optional<double> best_score() const { return best_; }

 private:
  void walk(std::int64_t node, double length) {
    const Request& asked = case_.request;
    if (node == trailhead_.node_id && length > 0) {
      const double worth = score();
      if ((!best_ || worth > *best_) && length >= asked.hike_m * (1 - asked.tolerance) - 1e-6 &&
          repeats_allowed() && sleep(0, asked.days.limits.days, {})) {
        best_ = worth;
      }
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (times_[i] == 2 || length + counted_[i] > asked.hike_m * (1 + asked.tolerance) + 1e-6)
        continue;
      for (const bool back : {false, true}) {
        if ((back ? rows_[i].target : rows_[i].source) != node) continue;
        const std::int64_t head = back ? rows_[i].source : rows_[i].target;
        ++times_[i];
        steps_.push_back({rows_[i].length_m, back ? rows_[i].descent_m : rows_[i].ascent_m, head});
        walk(head, length + counted_[i]);
        steps_.pop_back();
        --times_[i];
        if (rows_[i].source == rows_[i].target) break;  // the same either way
      }
    }
  }

  // Whether the steps from `first` on can be so many days.
  bool sleep(std::size_t first, int days, std::map<std::int64_t, int> guests) const {
    double length = 0, toil = 0;
    const DayLimits& limits = case_.request.days.limits;
    for (std::size_t i = first; i < steps_.size(); ++i) {
      length += steps_[i].length;
      toil += steps_[i].length + steps_[i].ascent * 4000 / 600;
      const bool fits = length * 1000 >= static_cast<double>(limits.shortest) - 0.5 &&
                        length * 1000 <= static_cast<double>(limits.longest) + 0.5 &&
                        toil * 1000 >= static_cast<double>(limits.least_toil) - 0.5 &&
                        toil * 1000 <= static_cast<double>(limits.most_toil) + 0.5;
      const bool last = i + 1 == steps_.size();
      if (days == 1 && last) return fits;
      if (days == 1 || last || !fits) continue;
      const std::int64_t node = steps_[i].head;
      const auto beds = beds_.find(node);
      const int free = case_.request.days.camps == anywhere ? 1
                       : beds == beds_.end()                ? 0
                                                            : beds->second;
      if (guests[node] >= free) continue;
      ++guests[node];
      if (sleep(i + 1, days - 1, guests)) return true;
      --guests[node];
    }
    return false;
  }

  double repeated() const {
    double repeated = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (times_[i] == 2) repeated += counted_[i];
    }
    return repeated;
  }
  bool repeats_allowed() const {
    double length = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) length += times_[i] * counted_[i];
    return repeated() <= case_.request.max_repeat * length + 1e-9;
  }

  double score() const {
    double length = 0, dull = 0;
    std::map<std::int64_t, int> ends;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (times_[i] == 0) continue;
      length += times_[i] * counted_[i];
      dull += (1 - rows_[i].appeal) * counted_[i];
      ++ends[rows_[i].source];
      ++ends[rows_[i].target];
    }
    int crossings = 0;
    for (const auto& [node, count] : ends) crossings += std::max(0, count / 2 - 1);
    const double asked = case_.request.hike_m;
    return 1 - (std::abs(length - asked) + repeated() + dull) / asked - 0.01 * crossings -
           0.05 * trailhead_.drive_m / 10'000;
  }

  struct Step {
    double length;
    double ascent;
    std::int64_t head;
  };
  const Case& case_;
  const std::vector<EdgeRow>& rows_;
  ReachableTrailhead trailhead_{};
  std::map<std::int64_t, int> beds_;
  std::vector<double> counted_;  // the length of each edge, as it is asked
  std::vector<int> times_;
  std::vector<Step> steps_;
  std::optional<double> best_;
};

Plan plan(const Map& map, const Request& request, LengthsIn lengths = LengthsIn::metres) {
  Effort effort(request.effort);
  return plan_loops(map.network(lengths), map.trailheads(), request, effort);
}

// Each night is where it is said to be, in a camp of its own, and each day within the limits.
void check_nights(const Case& drawn, const PlannedLoop& loop) {
  const DaysAsked& asked = drawn.request.days;
  ASSERT_EQ(loop.nights.size() + 1, static_cast<std::size_t>(asked.limits.days));
  std::map<std::int64_t, int> slept;
  std::size_t night = 0;
  double length = 0, toil = 0;
  for (std::size_t i = 0; i < loop.walk.size(); ++i) {
    const EdgeRow& row = drawn.map.rows()[static_cast<std::size_t>(loop.walk[i].edge_id) - 1];
    length += row.length_m;
    toil += row.length_m + (loop.walk[i].reversed ? row.descent_m : row.ascent_m) / 600 * 4000;
    const bool ends = night < loop.nights.size() && loop.nights[night].step == i + 1;
    if (!ends && i + 1 < loop.walk.size()) continue;
    EXPECT_GE(length * 1000, static_cast<double>(asked.limits.shortest) - 1);
    EXPECT_LE(length * 1000, static_cast<double>(asked.limits.longest) + 1);
    EXPECT_GE(toil * 1000, static_cast<double>(asked.limits.least_toil) - 10);
    EXPECT_LE(toil * 1000, static_cast<double>(asked.limits.most_toil) + 10);
    length = toil = 0;
    if (!ends) continue;
    EXPECT_EQ(loop.nights[night].node_id, loop.walk[i].to_node_id);
    if (asked.camps != anywhere) {
      ASSERT_TRUE(loop.nights[night].camp_id.has_value());
      const CampRow& camp =
          drawn.map.camps()[static_cast<std::size_t>(*loop.nights[night].camp_id) - 1];
      EXPECT_EQ(camp.node_id, loop.nights[night].node_id);
      EXPECT_NE(asked.camps >> camp.kind & 1, 0u);
      EXPECT_EQ(++slept[camp.id], 1);
    }
    ++night;
  }
  EXPECT_EQ(night, loop.nights.size());
}

TEST(Days, TheBestLoopIsFoundOnSmallMultigraphs) {
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 600 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Case drawn = random_case(seed);
    const std::optional<double> best = BruteForce(drawn).best_score();
    const Plan plan = test::plan(drawn.map, drawn.request, drawn.lengths);
    ASSERT_EQ(plan.loops.empty(), !best.has_value());
    if (!best) continue;
    ++found;
    EXPECT_NEAR(plan.loops[0].score, *best, 1e-6);
    EXPECT_GE(plan.bound, *best - 1e-9);
    check_nights(drawn, plan.loops[0]);
    PlannedLoop other = plan.loops[0];
    if (other.one_way) continue;
    turn_round(other);
    check_nights(drawn, other);
  }
  EXPECT_GT(found, 80);
}

TEST(Days, NoBoundIsBelowAReachableScoreWhateverTheEffort) {
  for (std::uint64_t seed = 1; seed <= 100 && !HasFailure(); ++seed) {
    Case drawn = random_case(seed);
    const std::optional<double> best = BruteForce(drawn).best_score();
    for (const std::int64_t effort : {1, 400}) {
      SCOPED_TRACE("seed " + std::to_string(seed));
      drawn.request.effort = effort;
      const Plan plan = test::plan(drawn.map, drawn.request, drawn.lengths);
      if (best) {
        EXPECT_GE(plan.bound, *best - 1e-9);
      } else {
        EXPECT_TRUE(plan.loops.empty());
      }
    }
  }
}

TEST(Days, OneDayIsAsIfNoneWereAsked) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Case drawn = random_case(seed);
    Request plain = drawn.request;
    plain.days = {};
    Request one_day = plain;
    one_day.days.limits.days = 1;
    one_day.days.camps = camp_kind_bit(2);
    const Plan a = plan(drawn.map, plain, drawn.lengths);
    const Plan b = plan(drawn.map, one_day, drawn.lengths);
    ASSERT_EQ(a.loops.size(), b.loops.size());
    EXPECT_EQ(a.bound, b.bound);
    if (a.loops.empty()) continue;
    EXPECT_EQ(a.loops[0].score, b.loops[0].score);
    EXPECT_EQ(letters(a.loops[0]), letters(b.loops[0]));
    EXPECT_TRUE(a.loops[0].nights.empty());
  }
}

// From a: a ring of 4 km, and across a bridge of 500 m from c another ring with the only camp.
Map two_rings() {
  Map map("");
  map.add('a', 'b', 1000).add('b', 'c', 1000).add('c', 'd', 1000).add('d', 'a', 1000);
  map.add('c', 'e', 500).add('e', 'f', 1000).add('f', 'e', 1000).trailhead('a');
  return map;
}

TEST(Days, CrossABridgeToTheOnlyCamp) {
  Map map = two_rings().camp('f');
  Request request{5000, 10'000};
  request.tolerance = 0.5;
  set_days(request, 2);
  const Plan plan = test::plan(map, request);
  ASSERT_EQ(plan.loops.size(), 1u);
  ASSERT_EQ(plan.loops[0].nights.size(), 1u);
  EXPECT_EQ(plan.loops[0].nights[0].node_id, 'f');
  EXPECT_EQ(plan.loops[0].nights[0].camp_id, 1);
  EXPECT_DOUBLE_EQ(plan.loops[0].length_m, 7000);
}

TEST(Days, SayWhereACampIsMissing) {
  Map map = two_rings().camp('b');
  Request request{4000, 10'000};
  set_days(request, 2, 1.2);
  const Plan plan = test::plan(map, request);
  ASSERT_TRUE(plan.loops.empty());
  EXPECT_EQ(plan.shortfall, Shortfall::no_camp);
  ASSERT_TRUE(plan.undivided.has_value());
  EXPECT_DOUBLE_EQ(plan.undivided->score, 1);
  EXPECT_DOUBLE_EQ(plan.undivided->day_to_m - plan.undivided->day_from_m, 3000);
}

// Streets between 12 times 12 crossings, of which few have a camp.
Map streets(Random& random) {
  constexpr int side = 12;
  Map map("");
  const auto node = [](int x, int y) { return static_cast<char>(y * side + x); };
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      if (x + 1 < side) map.add(node(x, y), node(x + 1, y), 100 + random.below(200));
      if (y + 1 < side) map.add(node(x, y), node(x, y + 1), 100 + random.below(200));
    }
  }
  for (int i = 0; i < 5; ++i) map.camp(node(random.below(side), random.below(side)));
  return map.trailhead(node(6, 6));
}

TEST(Days, AreSoughtLongerWhereNightsLieAwkwardly) {
  SearchSchedule hasty;
  int later = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    Random random(seed);
    Case drawn{streets(random), {6000, 10'000}};
    drawn.request.effort = 100'000;
    set_days(drawn.request, 4, 1.2);
    const Network network = drawn.map.network();
    const auto plan_within = [&](WorkUnits units) {
      drawn.request.effort_for_any = units;
      Effort effort(units);
      Plan plan = plan_loops(network, drawn.map.trailheads(), drawn.request, effort, hasty);
      EXPECT_LE(effort.spent(), std::max(drawn.request.effort, units) * 11 / 10);
      return plan;
    };
    if (!plan_within(0).loops.empty()) continue;
    const Plan plan = plan_within(2'000'000);
    if (plan.loops.empty()) continue;
    ++later;
    check_nights(drawn, plan.loops[0]);
  }
  EXPECT_GT(later, 4);
}

TEST(Days, AreSoughtLongerWithinReason) {
  Request request{10 * metres_per_mile, 10'000};
  EXPECT_EQ(usual_effort_for_any(request), 0);
  set_days(request, 2);
  EXPECT_EQ(usual_effort_for_any(request), 36'000'000);
  request.hike_m = 150 * metres_per_mile;
  EXPECT_EQ(usual_effort_for_any(request), 120'000'000);
}

TEST(Days, TwoNightsAtOneNodeNeedTwoCamps) {
  // A figure eight of three rings that all meet at a.
  Map map("");
  map.add('a', 'b', 1000).add('b', 'a', 1000).add('a', 'c', 1000).add('c', 'a', 1000);
  map.add('a', 'd', 1000).add('d', 'a', 1000).trailhead('a');
  Request request{6000, 10'000};
  set_days(request, 3, 1.1);
  map.camp('a');
  EXPECT_TRUE(test::plan(map, request).loops.empty());
  map.camp('a', 2);
  const Plan plan = test::plan(map, request);
  ASSERT_EQ(plan.loops.size(), 1u);
  EXPECT_EQ(plan.loops[0].nights[0].camp_id, 1);
  EXPECT_EQ(plan.loops[0].nights[1].camp_id, 2);
}

TEST(Days, EndAtACampAtTheEndOfASpur) {
  Map map("");
  map.add('a', 'b', 1000).add('b', 'c', 1000).add('c', 'a', 2000).add('b', 'h', 200);
  map.trailhead('a').camp('h');
  Request request{4000, 10'000};
  request.tolerance = 0.2;
  set_days(request, 2, 1.7);
  const Plan plan = test::plan(map, request);
  ASSERT_EQ(plan.loops.size(), 1u);
  EXPECT_EQ(plan.loops[0].nights[0].node_id, 'h');
  EXPECT_DOUBLE_EQ(plan.loops[0].length_m, 4400);
}

}  // namespace
}  // namespace loopgenie::test
