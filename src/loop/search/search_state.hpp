// What the ways of searching share while one request is planned: what is asked, what is known of
// the trailheads, the walks in the pool, and the answers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "loop/base/dice.hpp"
#include "loop/base/effort.hpp"
#include "loop/bound/reach.hpp"
#include "loop/search/collector.hpp"
#include "loop/network/mask.hpp"
#include "loop/network/network.hpp"
#include "loop/network/via.hpp"
#include "loop/search/pool.hpp"
#include "loop/search/ranked_trailheads.hpp"
#include "loop/search/request.hpp"
#include "loop/search/search_schedule.hpp"
#include "loop/walk/answers.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {

struct SearchState {
  // The network and the meter must outlive the state.
  SearchState(const Network& whole, const Request& request, const SearchSchedule& layout,
              const std::vector<ReachableTrailhead>& reachable, Effort& meter)
      : network(whole),
        core(whole.corridors()),
        target(request.hike_m, request.tolerance, request.max_repeat, request.max_ascent_m),
        schedule(layout),
        mask(whole.graph(), request.avoid_roads, request.max_difficulty, request.closed),
        corridor_mask(core.graph(), request.avoid_roads, request.max_difficulty,
                      corridors_through(core, request.closed)),
        effort(meter),
        trailheads(rank_trailheads(whole, target, reachable, request.drive_limit_m, meter)),
        several_days(request.days.several()),
        itineraries(whole, request.days, meter),
        answers(whole.graph(), meter),
        vias(request.vias),
        core_vias(vias_among(core, vias)),
        collector(whole, target, vias, several_days ? &itineraries : nullptr, trailheads, answers,
                  meter),
        dice(request.seed) {}
  SearchState(const SearchState&) = delete;
  SearchState& operator=(const SearchState&) = delete;

  const Network& network;
  const Corridors& core;
  const Target target;
  const SearchSchedule schedule;
  const Mask mask;           // of the network
  const Mask corridor_mask;  // of its corridors
  Effort& effort;
  std::vector<RankedTrailhead> trailheads;
  const bool several_days;
  const Itineraries itineraries;
  Answers answers;
  const std::vector<Via> vias;  // of the network
  const std::vector<Via>
      core_vias;  // and of its corridors; none where only an exact search will do
  Collector collector;
  Pool pool;
  Dice dice;

  Millimetres share(double part) const {
    return static_cast<Millimetres>(part * static_cast<double>(target.length));
  }
  Deadline in(double units) const { return effort.within(static_cast<WorkUnits>(units)); }
  // invalid_id where a trailhead leads to no cycle.
  NodeIndex junction(std::size_t trailhead) const {
    return core.junction(trailheads[trailhead].node);
  }
  // What a loop from a trailhead must stay below to change the answer, without the drive.
  Millimetres threshold(std::size_t trailhead) const {
    return answers.threshold() - trailheads[trailhead].drive_penalty;
  }
  // What the bounds of all trailheads must reach for the answer to be proven.
  Millimetres proof_threshold() const { return answers.penalty() - share(schedule.proof_gap); }
  bool may_beat(std::size_t trailhead) const {
    return trailheads[trailhead].bound() < answers.threshold() && !trailheads[trailhead].solved;
  }
  // Whether what was not found is no better.
  bool none_may_beat() const {
    for (std::size_t i = 0; i < trailheads.size(); ++i) {
      effort.poll(1);
      if (may_beat(i)) return false;
    }
    return true;
  }
  // No loop from any trailhead has less.
  Millimetres least_penalty() const {
    Millimetres least = unreachable;
    for (const RankedTrailhead& trailhead : trailheads) least = std::min(least, trailhead.bound());
    return least;
  }
  // What is open between the answer and the bound, as a share of the asked length; 1 where there is
  // no loop yet, 0 where there is none.
  double gap() const {
    const Millimetres open = answers.penalty() - least_penalty();
    return std::clamp(static_cast<double>(open) / static_cast<double>(target.length), 0.0, 1.0);
  }
  // Indexes of walks that may still lead to better ones, the best first.
  std::vector<std::size_t> live_walks() const {
    return pool.ranked([&](const PooledWalk& walk) { return may_beat(walk.trailhead); });
  }
};

}  // namespace loopgenie
