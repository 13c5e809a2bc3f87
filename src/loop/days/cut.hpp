// A closed walk of several days, cut where it passes places to sleep.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "loop/base/effort.hpp"
#include "loop/base/hours.hpp"
#include "loop/network/graph.hpp"

namespace loopgenie {

// What a day may be.
struct DayLimits {
  int days = 1;
  Millimetres shortest = 0;
  Millimetres longest = unreachable;
  Millimetres least_toil = 0;
  Millimetres most_toil = unreachable;
};

// A moment of a walk at which a day may end: its start, its end, and each time it passes a place
// to sleep.
struct Stop {
  std::size_t step;  // arcs walked before
  NodeIndex node;
  int beds;            // different camps there: so many nights may be spent at the node
  Millimetres length;  // walked before
  Millimetres toil;
};

struct Cut {
  std::vector<std::size_t> nights;  // indexes of stops, ascending
  Millimetres hardest;              // the toil of the hardest day
};

// The cut into so many days within the limits, of all those the one whose hardest day is the
// easiest; among equals days that differ little. Nothing where there is none. No two nights are
// spent in one bed: that the walk passes a node twice and sleeps there both times is excluded step
// by step, the most promising way first. (It is a path with forbidden pairs, which is NP-hard:
// after `most_exclusions` nothing is found, which takes dozens of nodes that are passed twice.)
std::optional<Cut> cut_days(const std::vector<Stop>& stops, const DayLimits& limits,
                            Effort& effort);
constexpr int most_exclusions = 500;

// The least there is to mend until a walk can be cut: what days are too long and too short, and
// half a day's length for each night that is missing. 0 where it can be, but for beds.
Millimetres days_to_mend(const std::vector<Stop>& stops, const DayLimits& limits, Effort& effort);

// The longest way between two nights (or the start and the end) when so many days are made as short
// as the camps allow, by length or by toil, whatever the limits: what tells where a camp is
// missing.
struct LongestDay {
  Stop from;
  Stop to;
};
LongestDay longest_day(const std::vector<Stop>& stops, int days, Millimetres Stop::*by,
                       Effort& effort);

}  // namespace loopgenie
