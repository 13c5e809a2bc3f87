// What a loop is worth. A closed walk is judged only by how often it uses each edge: once,
// twice or not at all (a third use is never better than one: drop two of them, and length,
// repeats and connection stay no worse).
//
// The penalty is kept in millimetres, that is, multiplied by the asked length: the terms
// add up as integers and the score is 1 - penalty / asked length.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "loop/base/effort.hpp"
#include "loop/network/graph.hpp"
#include "loop/network/uses.hpp"
#include "loop/base/units.hpp"

namespace loopgenie {

struct Measure {
  Millimetres length = 0;
  Millimetres repeated = 0;
  Millimetres dullness = 0;
  int crossings = 0;
  std::int64_t climb_cm = 0;
};
Measure measure_of(const Graph& graph, const Uses& uses, Effort& effort);

// The asked length with its limits.
struct Target {
  Target(double hike_m, double tolerance, double max_repeat,
         double max_ascent_m = std::numeric_limits<double>::infinity());

  Millimetres length;
  Millimetres shortest;
  Millimetres longest;
  double max_repeat;
  Millimetres crossing_cost;
  // What counts among loops and is not reported, together no more than this: what is walked beside
  // itself, and a start at which nobody parks.
  Millimetres most_handicap;
  Millimetres start_handicap;  // of such a start
  std::int64_t most_climb_cm;

  bool limits_climb() const { return most_climb_cm < std::numeric_limits<std::int64_t>::max(); }
  bool allows(const Measure& loop) const {
    return loop.length >= shortest && loop.length <= longest &&
           static_cast<double>(loop.repeated) <= max_repeat * static_cast<double>(loop.length) &&
           loop.climb_cm <= most_climb_cm;
  }
  // Without the share of the drive.
  Millimetres penalty(const Measure& loop) const {
    return std::abs(loop.length - length) + loop.repeated + loop.dullness +
           crossing_cost * loop.crossings;
  }
};

enum class Shape { loop, figure_eight, lollipop, out_and_back };
// Of the walk itself, whatever its lengths count for.
Shape shape_of(double length_m, double repeat_m, int crossings);
std::string to_string(Shape shape);

constexpr double drive_weight = 0.05;
constexpr double crossing_weight = 0.01;
constexpr double proof_margin = 0.005;  // an answer this near to the bound counts as proven
// By so much a loop may be worse and still win because it walks less beside itself, or because one
// may park where it starts: little enough for it to be proven too.
constexpr double rival_margin = 0.0044;
constexpr double parking_margin = rival_margin / 2;

}  // namespace loopgenie
