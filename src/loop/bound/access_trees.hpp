// Ways from one start to all corridors around it: the shortest, the least dull, and the cheapest
// pair of ways, which is a closed walk there and back.
#pragma once

#include <vector>

#include "loop/network/corridors.hpp"
#include "loop/network/mask.hpp"
#include "loop/base/effort.hpp"
#include "loop/bound/pair_tree.hpp"
#include "loop/bound/path_tree.hpp"
#include "loop/bound/length_price.hpp"
#include "loop/walk/score.hpp"
#include "loop/base/zeroed.hpp"

namespace loopgenie {

// Keeps its arrays between starts.
class AccessTrees {
 public:
  // All references must outlive the trees.
  AccessTrees(const Corridors& core, const Target& target, const Mask& mask, Effort& effort)
      : core_(core),
        target_(target),
        mask_(mask),
        effort_(effort),
        surcharge_(core.graph().edge_count()),
        within_(core.graph()),
        least_dull_(core.graph()),
        pairs_(core.graph()) {}

  // Grows all trees from a start, to what may be part of a closed walk of less penalty than
  // `hopeless`. Corridors in `avoided` cost as if they were walked already: alternatives are
  // found that way.
  void grow(NodeIndex start, Millimetres hopeless, const std::vector<EdgeIndex>& avoided = {});

  const Corridors& core() const { return core_; }
  const Target& target() const { return target_; }
  Effort& effort() const { return effort_; }
  // Its nodes are those that all trees reach.
  const PathTree& least_dull() const { return least_dull_; }
  const PairTree& pairs() const { return pairs_; }
  // Whether a corridor may be part of a walk that counts.
  bool within_reach(EdgeIndex corridor) const;

  // Closed walks, each the cheapest by way of some node: at most so many, of the least penalty
  // if `wanted` is the length that is asked for.
  std::vector<std::vector<Arc>> cheapest_walks(std::size_t most, Millimetres wanted) const;

 private:
  struct Via {
    Millimetres penalty;  // but for what the walk crosses
    Millimetres length;
    NodeIndex node;
  };

  std::vector<Via> vias(Millimetres wanted) const;

  const Corridors& core_;
  const Target& target_;
  const Mask& mask_;  // of the corridors
  Effort& effort_;
  Zeroed<Millimetres> surcharge_;  // by corridor, while the trees grow
  LengthPrice price_ = LengthPrice::length_only();
  Millimetres most_ = 0;  // that a walk costs at the price
  PathTree within_;       // at the price
  PathTree least_dull_;
  PairTree pairs_;
};

}  // namespace loopgenie
