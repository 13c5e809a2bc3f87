// The trailheads of a request in the order in which they are worth searching.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "loop/bound/access_bound.hpp"
#include "loop/drive/trailheads.hpp"
#include "loop/network/network.hpp"
#include "loop/search/request.hpp"
#include "loop/search/search_schedule.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {

struct RankedTrailhead {
  std::int64_t id;
  NodeIndex node;
  double drive_m;
  double drive_share;         // what the drive takes from the score
  Millimetres drive_penalty;  // the same, in the unit of penalties
  Millimetres handicap;       // where nobody parks; counts among loops and is not reported
  Millimetres least_penalty;  // no loop from here has less, but for those passed over
  Millimetres shortest_walk;  // of any closed walk from here
  Millimetres longest_walk;
  Millimetres likely_penalty;    // a guess
  Millimetres looked_below = 0;  // looked at for loops of less penalty than this
  AccessBound access = {};       // as of then, without the drive
  bool explored = false;
  bool solved = false;  // nothing better is left to be found
  bool chained = false;
  // By exact pass, those that find first; 0: not tried.
  std::array<Millimetres, finding_pass_count + proof_pass_count> open_when_tried = {};
  // The least of the loops from here that cannot be cut into days: an exact search that found one
  // says nothing of those that it dropped for it.
  Millimetres passed_over = unreachable;

  Millimetres bound() const { return std::min(least_penalty, passed_over); }
};

// Nearest first, and of those that are as near the better kind of start; of the stand-ins of a
// component without trailheads only the nearest.
std::vector<ReachableTrailhead> drop_farther_stand_ins(const Network& network,
                                                       std::vector<ReachableTrailhead> trailheads,
                                                       Effort& effort);

// Of several trailheads at one node only the nearest stays; those whose node no edge touches
// are left out.
std::vector<RankedTrailhead> rank_trailheads(const Network& network, const Target& target,
                                             std::vector<ReachableTrailhead> trailheads,
                                             double drive_limit_m, Effort& effort);

}  // namespace loopgenie
