// What a loop must cost because good trails have to be reached first.
//
// A closed walk that uses an edge goes there and comes back: it costs at least the cheapest
// pair of paths to either end of the edge. And it costs at least what it takes to fill its
// length from the edges that are no dearer to reach. Whatever the dearest edge of the best
// loop is, both hold for it.
#pragma once

#include <vector>

#include "corridors.hpp"
#include "effort.hpp"
#include "pair_tree.hpp"
#include "path_tree.hpp"
#include "score.hpp"

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

// Keeps its arrays between starts.
class AccessFinder {
 public:
  // All references must outlive the finder.
  AccessFinder(const Corridors& core, const Target& target, bool avoid_roads, Effort& effort)
      : core_(core),
        target_(target),
        avoid_roads_(avoid_roads),
        effort_(effort),
        within_(core.graph()),
        shortest_(core.graph()),
        least_dull_(core.graph()),
        pairs_(core.graph()) {}

  // The stem is the shortest way from the start to a cycle. Walks of at least the penalty
  // `hopeless` need not be told apart: the bound is never more.
  AccessBound find(NodeIndex start, Millimetres stem, Millimetres hopeless);

 private:
  void grow_trees(NodeIndex start, Millimetres hopeless);

  const Corridors& core_;
  const Target& target_;
  const bool avoid_roads_;
  Effort& effort_;
  PathTree within_;
  PathTree shortest_;
  PathTree least_dull_;
  PairTree pairs_;
};

}  // namespace loopgenie
