// Drives the search over all trailheads in rounds, as search_schedule.hpp lays them out: until what
// is open between the answer and the bound is proof enough, or until more gains nothing.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "loop/search/camp_ways.hpp"
#include "loop/search/combiner.hpp"
#include "loop/search/exact_search.hpp"
#include "loop/search/prover.hpp"
#include "loop/search/search_state.hpp"
#include "loop/search/trailhead_search.hpp"
#include "loop/search/via_walks.hpp"

namespace loopgenie {

class Rounds {
 public:
  // The state must outlive the rounds.
  Rounds(SearchState& state, std::uint64_t seed)
      : state_(state),
        walks_(state, seed),
        exact_(state),
        combiner_(state, walks_, exact_),
        camp_ways_(state, walks_),
        prover_(state, walks_, exact_) {
    if (!state.core_vias.empty()) via_walks_.emplace(state, walks_);
  }

  // The best loop, and the bounds of all trailheads.
  void find_best();
  // The first loop that it comes across.
  void find_any() {
    any_ = true;
    find_best();
    any_ = false;
  }
  // The best of those that may be the next rank. The corridors of each loop before, ascending.
  void find_alternative(const std::vector<std::vector<EdgeIndex>>& settled);

 private:
  bool proven(int round) const;
  bool enough() const { return any_ && state_.answers.found(); }
  std::vector<std::size_t> likeliest() const;

  void explore(Deadline until, int round);
  bool small_network() const;
  bool solve_small(std::size_t trailhead);
  void search_days(Deadline until);
  void explore_first(std::size_t trailhead);
  void transfer();
  void chain();
  void divert(int round);
  double worse_by(int tries) const;
  void improve(Deadline until);

  SearchState& state_;
  bool any_ = false;
  TrailheadSearch walks_;
  ExactSearch exact_;
  Combiner combiner_;
  CampWays camp_ways_;
  std::optional<ViaWalks> via_walks_;  // where there is something to come by
  Prover prover_;
  std::set<std::pair<Millimetres, Millimetres>> transferred_;  // penalty and length of walks
};

}  // namespace loopgenie
