// Ways of finding closed walks from one trailhead among the corridors of the network. What they
// find goes into the pool and, where it keeps the limits, to the answers.
#pragma once

#include <cstddef>
#include <vector>

#include "loop/bound/access_trees.hpp"
#include "loop/collector.hpp"
#include "loop/network/mask.hpp"
#include "loop/network/network.hpp"
#include "loop/pool.hpp"
#include "loop/ranked_trailheads.hpp"
#include "loop/span_search.hpp"
#include "loop/walk/answers.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {

class TrailheadSearch {
 public:
  // All references must outlive the search.
  TrailheadSearch(const Network& network, const Target& target, const Mask& corridor_mask,
                  std::uint64_t seed, std::vector<RankedTrailhead>& trailheads, Answers& answers,
                  Collector& collector, Pool& pool, Effort& effort)
      : network_(network),
        target_(target),
        trailheads_(trailheads),
        answers_(answers),
        collector_(collector),
        pool_(pool),
        effort_(effort),
        access_(network.corridors(), target, corridor_mask, effort),
        spans_(network.corridors(), target, corridor_mask, effort, seed) {}

  // What a trailhead is worth, seen from its surroundings: no loop is looked for. Only loops of
  // less penalty than `below` count: the less it is, the less there is to see.
  void look(std::size_t trailhead, Millimetres below = unreachable);
  // Looks, and where that leaves hope takes the cheapest pairs of ways, at most so many; corridors
  // in `avoided` cost as if they were walked already.
  void explore(std::size_t trailhead, std::size_t most, Millimetres below = unreachable,
               const std::vector<EdgeIndex>& avoided = {});
  // Strings pairs of ways together that keep off each other, for where single ones stay short.
  void chain(std::size_t trailhead, int links);
  // Takes a walk as one from another trailhead on it.
  void transfer(const PooledWalk& walk, std::size_t to);
  // Adds a walk that is found elsewhere, as corridors in order.
  void add(std::size_t trailhead, std::vector<Arc> arcs);
  void improve(std::size_t walk, int failures, Millimetres worse_by, Deadline until);

  // From here on walks that share too much with one of these count as worse than any other.
  void keep_off(std::vector<std::vector<EdgeIndex>> loops);

  NodeIndex junction(std::size_t trailhead) const {
    return network_.corridors().junction(trailheads_[trailhead].node);
  }

 private:
  SpanSearch::Found collect(std::size_t trailhead) {
    return [this, trailhead](const std::vector<Arc>& corridors, const Measure& loop) {
      collector_.take(trailhead, corridors, loop);
    };
  }
  Millimetres hopeless_penalty(std::size_t trailhead) const {
    return answers_.threshold() - trailheads_[trailhead].drive_penalty;
  }

  const Network& network_;
  const Target& target_;
  std::vector<RankedTrailhead>& trailheads_;
  Answers& answers_;
  Collector& collector_;
  Pool& pool_;
  Effort& effort_;
  AccessTrees access_;
  SpanSearch spans_;
};

}  // namespace loopgenie
