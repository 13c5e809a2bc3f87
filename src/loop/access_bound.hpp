// What a loop must cost because good trails have to be reached first.
//
// A closed walk that uses an edge goes there and comes back: it costs at least the dullness of
// the least dull ways to both ends of the edge. And it costs at least what it takes to fill
// its length from the edges that are no dearer to reach. Whatever the dearest edge of the best
// loop is, both hold for it.
#pragma once

#include "corridors.hpp"
#include "effort.hpp"
#include "path_tree.hpp"
#include "score.hpp"

namespace loopgenie {

struct AccessBound {
  Millimetres least_penalty;   // of any closed walk from the start
  Millimetres likely_penalty;  // a guess at what the best has: no bound
  EdgeIndex corridors;         // in reach
};

// `shortest` holds the shortest paths from the start to all junctions within half of the
// longest length, `least_dull` the least dull paths over the same junctions. The stem is the
// shortest way from the start to a cycle.
AccessBound bound_access(const Corridors& core, const PathTree& shortest,
                         const PathTree& least_dull, Millimetres stem, const Target& target,
                         Effort& effort);

}  // namespace loopgenie
