// Raises the bounds of trailheads, and finds what is better on the way.
#pragma once

#include <cstddef>

#include "loop/search/exact_search.hpp"
#include "loop/search/search_state.hpp"
#include "loop/search/trailhead_search.hpp"

namespace loopgenie {

class Prover {
 public:
  // All references must outlive the prover.
  Prover(SearchState& state, TrailheadSearch& walks, ExactSearch& exact)
      : state_(state), walks_(walks), exact_(exact) {}

  // Quick passes, which look for better loops, and from some round on those that prove.
  void raise_bounds(Deadline until, int round);
  // Proves the answer, or gives up at a trailhead whose bound so many passes cannot raise.
  void prove(Deadline until, std::size_t passes);

 private:
  void look_for_better(const ExactPass& pass, std::size_t number, Deadline until);
  bool raise_bound(std::size_t trailhead, std::size_t passes);
  bool try_pass(std::size_t trailhead, const ExactPass& pass, std::size_t number, Millimetres open);

  SearchState& state_;
  TrailheadSearch& walks_;
  ExactSearch& exact_;
};

}  // namespace loopgenie
