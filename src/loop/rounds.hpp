// Drives the search over all trailheads in rounds, as search_schedule.hpp lays them out: until what
// is open between the answer and the bound is proof enough, or until more gains nothing.
#pragma once

#include <cstddef>
#include <set>
#include <utility>
#include <vector>

#include "loop/base/dice.hpp"
#include "loop/exact_search.hpp"
#include "loop/search_schedule.hpp"
#include "loop/trailhead_search.hpp"

namespace loopgenie {

class Rounds {
 public:
  // All references must outlive the rounds.
  Rounds(const Network& network, const Target& target, const Request& request,
         const SearchSchedule& schedule, std::vector<RankedTrailhead>& trailheads, Answers& answers,
         Collector& collector, Effort& effort)
      : core_(network.corridors()),
        target_(target),
        schedule_(schedule),
        trailheads_(trailheads),
        answers_(answers),
        effort_(effort),
        mask_(network.graph(), request.avoid_roads, request.max_difficulty),
        corridor_mask_(core_.graph(), request.avoid_roads, request.max_difficulty),
        walks_(network, target, corridor_mask_, request.seed, trailheads, answers, collector, pool_,
               effort),
        exact_(network, target, mask_, trailheads, answers, collector, effort),
        dice_(request.seed) {}

  // The best loop, and the bounds of all trailheads.
  void find_best();
  // The best of those that may be the next rank, within what effort is allowed.
  void find_alternative(const std::vector<std::vector<EdgeIndex>>& settled);

  // Of all trailheads.
  Millimetres least_penalty() const;

 private:
  Millimetres share(double part) const {
    return static_cast<Millimetres>(part * static_cast<double>(target_.length));
  }
  Deadline in(double units) const { return effort_.within(static_cast<WorkUnits>(units)); }
  double gap() const;
  bool proven(int round) const;
  bool solve_small(std::size_t trailhead);
  bool may_beat(std::size_t trailhead) const {
    return trailheads_[trailhead].least_penalty < answers_.threshold() &&
           !trailheads_[trailhead].solved;
  }
  std::vector<std::size_t> likeliest() const;
  std::vector<std::size_t> live_walks() const;

  void explore(Deadline until, int round);
  void explore_first(std::size_t trailhead);
  void transfer();
  void chain();
  void divert(int round);
  void improve(Deadline until);
  void merge(Deadline until, bool shuffled);
  void widen(Deadline until);
  void prove(Deadline until, int round);
  void run_pass(const ExactPass& pass, std::size_t number, Deadline until);

  const Corridors& core_;
  const Target& target_;
  const SearchSchedule& schedule_;
  std::vector<RankedTrailhead>& trailheads_;
  Answers& answers_;
  Effort& effort_;
  const Mask mask_;
  const Mask corridor_mask_;
  Pool pool_;
  TrailheadSearch walks_;
  ExactSearch exact_;
  Dice dice_;
  std::set<std::pair<Millimetres, Millimetres>> transferred_;  // penalty and length of walks
  std::vector<EdgeIndex> merged_last_;
  int windows_ = 0;
};

}  // namespace loopgenie
