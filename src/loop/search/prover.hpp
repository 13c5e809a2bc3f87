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

  void raise_bounds(Deadline until, int round);

 private:
  void run_pass(std::size_t number, Deadline until);

  SearchState& state_;
  TrailheadSearch& walks_;
  ExactSearch& exact_;
};

}  // namespace loopgenie
