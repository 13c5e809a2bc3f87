// Exact search for the best closed walk through a start.
//
// The penalty depends only on how often each edge is walked (0, 1 or 2), and a choice of
// uses is a closed walk through the start exactly when every node's degree is even and the
// used edges are connected (Euler). So a dynamic program decides edge by edge; between two
// edges it is enough to know, for each node of the frontier, its parity, its component and
// enough of its degree to count crossings. For every such state it keeps labels (length,
// cost) that no other label makes superfluous. The technique is Simpath's (Knuth, TAOCP 4A,
// 7.1.4) with labels in place of counts.
//
// Label A makes B superfluous when cost(A) + |length(A) - length(B)| <= cost(B): whatever
// completes B completes A with no larger penalty. Labels that are dropped although they
// could have won (nearly superfluous ones, and the worst ones when there are too many) leave
// behind the least penalty they could have come to, so that the bound holds at any budget.
#pragma once

#include <cstdint>
#include <functional>

#include "loop/base/effort.hpp"
#include "loop/exact/frontier_order.hpp"
#include "loop/bound/connected_bound.hpp"
#include "loop/bound/reach.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {

struct FrontierLimits {
  std::uint32_t width = 14;       // frontiers wider than this are declined
  std::uint32_t corridors = 800;  // so are more corridors, before their order is sought
  bool spurs = true;              // whether dead ends and turning round are tried
  std::size_t labels = 20000;     // kept between two steps
  Millimetres merge = 0;          // loss accepted to drop a label
  // A bound that is known already: the search ends once its own is no more than this.
  Millimetres hopeless_below = -unreachable;
  // By edge of the reach, where they are known: what a walk costs at least.
  const ReducedCosts* reduced = nullptr;
};

struct FrontierResult {
  // No closed walk through the start has less penalty; at most the last threshold. 0 where the
  // frontier is too wide.
  Millimetres least = 0;
  // Whether every walk below the threshold was there to be found.
  bool complete = false;
  // Whether more labels would be of no use: none was dropped for space.
  bool had_space = false;
};

// Calls `found` with closed walks as they are completed, each within the target's limits and
// below the threshold that `found` returned last: the penalty from which on walks are of no
// interest.
using FoundWalk = std::function<Millimetres(const Uses& uses, const Measure& measure)>;
FrontierResult search_frontier(const Reach& reach, const Target& target,
                               const FrontierLimits& limits, Millimetres threshold,
                               const FoundWalk& found, Effort& effort);

}  // namespace loopgenie
