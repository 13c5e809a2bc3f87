// What a loop must cost because good trails have to be reached first.
//
// A closed walk that uses an edge goes there and comes back: it costs at least the cheapest
// pair of paths to either end of the edge. And it costs at least what it takes to fill its
// length from the edges that are no dearer to reach. Whatever the dearest edge of the best
// loop is, both hold for it.
#pragma once

#include <vector>

#include "loop/bound/access_trees.hpp"
#include "loop/network/graph.hpp"
#include "loop/base/units.hpp"

namespace loopgenie {

struct AccessBound {
  Millimetres least_penalty = unreachable;   // of any closed walk from the start
  Millimetres likely_penalty = unreachable;  // a guess at what the best has: no bound
  // How many corridors a walk of less penalty than the ring number and one times the width of
  // a ring may use, by ring.
  std::vector<EdgeIndex> corridors_within;
  Millimetres ring_width = 1;

  EdgeIndex corridors_below(Millimetres penalty) const;
};

// The stem is the shortest way from the start of the trees to a cycle. Walks of at least the
// penalty `hopeless`, with which the trees were grown, are not told apart: the bound is never
// more.
AccessBound bound_access(const AccessTrees& trees, Millimetres stem, Millimetres hopeless);

}  // namespace loopgenie
