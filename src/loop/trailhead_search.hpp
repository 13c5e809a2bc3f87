// Finds the best loops from one trailhead, and how good any could be.
#pragma once

#include <cstddef>
#include <vector>

#include "loop/bound/access_trees.hpp"
#include "loop/walk/answers.hpp"
#include "loop/network/mask.hpp"
#include "loop/network/network.hpp"
#include "loop/bound/reach.hpp"
#include "loop/walk/score.hpp"
#include "loop/span_search.hpp"
#include "loop/ranked_trailheads.hpp"

namespace loopgenie {

// One way to search exactly. Few labels find most of what is better; where the bound is still
// open, many labels look only for what is better by more than the gap that a proof may leave.
struct ExactPass {
  std::size_t labels;
  EdgeIndex around;     // corridors seen by a look: with more it is not tried, and with more
  EdgeIndex corridors;  // left of them it ends, unless the bound is all but reached
  bool spurs;
  double gap;           // shares of the asked length: by which the bound must be open,
  double slack;         // and by which a loop must be better to be looked for
  std::size_t tries;    // at trailheads that stay open
  std::int64_t effort;  // only if so much is asked for in all
};

class TrailheadSearch {
 public:
  TrailheadSearch(const Network& network, const Target& target, const Request& request,
                  Answers& answers, Effort& effort)
      : network_(network),
        target_(target),
        wanted_(static_cast<std::size_t>(request.loops)),
        mask_(network.graph(), request.avoid_roads, request.max_difficulty),
        corridor_mask_(network.corridors().graph(), request.avoid_roads, request.max_difficulty),
        answers_(answers),
        effort_(effort),
        access_(network.corridors(), target, corridor_mask_, effort),
        spans_(network.corridors(), target, corridor_mask_, effort, request.seed),
        reaches_(network.graph()) {}

  // What a trailhead is worth, seen from its surroundings: no loop is looked for. Only loops of
  // less penalty than `below` count: the less it is, the less there is to see. Bounds here and
  // below are of the penalty of every loop from this trailhead, the drive included.
  void look(RankedTrailhead& trailhead, Millimetres below = unreachable);
  // Whether so little of its surroundings can be part of a better loop that an exact search is
  // not out of the question.
  bool provable(const RankedTrailhead& trailhead, const ExactPass& pass) const;
  // Looks, and where that leaves hope finds candidates, offers them to the answers and keeps
  // them.
  void explore(RankedTrailhead& trailhead, std::size_t index, Millimetres below = unreachable);
  struct Candidate {
    Millimetres penalty;    // with the drive
    std::size_t trailhead;  // index
    SpanSearch::Walk walk;
  };
  std::vector<Candidate>& candidates() { return candidates_; }
  // Improves a candidate until so many changes in a row did not help or so much effort is spent
  // in all.
  void improve(const RankedTrailhead& trailhead, Candidate& candidate, int patience,
               std::int64_t effort);
  // An exact search, which raises the bound.
  void prove(RankedTrailhead& trailhead, std::size_t index, const ExactPass& pass);

  // The length nearest to the asked one among closed walks that broke a limit; 0 if none.
  Millimetres nearest_miss() const { return nearest_miss_; }

 private:
  bool bound_all_but_reached(const RankedTrailhead& trailhead) const;
  Millimetres share(double of_length) const {
    return static_cast<Millimetres>(of_length * static_cast<double>(target_.length));
  }
  std::vector<EdgeIndex> walked_corridors() const;
  Millimetres hopeless_penalty(const RankedTrailhead& trailhead) const;
  Millimetres good_enough(const RankedTrailhead& trailhead) const;
  SpanSearch::Found collector(const RankedTrailhead& trailhead, std::size_t index);
  void offer(const RankedTrailhead& trailhead, std::size_t index, Uses uses, const Measure& loop);
  void remember_miss(const Measure& loop);

  const Network& network_;
  const Target& target_;
  std::size_t wanted_;
  const Mask mask_;
  const Mask corridor_mask_;
  Answers& answers_;
  Effort& effort_;
  AccessTrees access_;
  SpanSearch spans_;
  ReachFinder reaches_;
  std::vector<Candidate> candidates_;
  Millimetres nearest_miss_ = 0;
};

}  // namespace loopgenie
