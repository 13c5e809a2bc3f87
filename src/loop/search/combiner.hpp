// Makes better walks out of those in the pool, by small exact searches: of what several walks use
// together, or of what lies around one of them. Nothing else gains as much for its effort.
#pragma once

#include <cstddef>
#include <vector>

#include "loop/search/exact_search.hpp"
#include "loop/search/search_state.hpp"
#include "loop/search/trailhead_search.hpp"

namespace loopgenie {

class Combiner {
 public:
  // All references must outlive the combiner.
  Combiner(SearchState& state, TrailheadSearch& walks, ExactSearch& exact)
      : state_(state), walks_(walks), exact_(exact) {}

  // Walks from the trailhead of the best one; shuffled, of others than the best of them too.
  void merge(Deadline until, bool shuffled);
  // Around places of the best walk, and now and then of another.
  void widen(Deadline until);

 private:
  std::vector<std::size_t> choose_for_merge(bool shuffled);
  std::vector<EdgeIndex> surroundings(const std::vector<Arc>& walk);

  SearchState& state_;
  TrailheadSearch& walks_;
  ExactSearch& exact_;
  std::vector<EdgeIndex> merged_last_;
  int windows_ = 0;
};

}  // namespace loopgenie
