// The exact ways of searching from one trailhead: over all that is in reach, which raises the bound
// of the trailhead too, or over a few corridors, which only finds what is best among them.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "loop/bound/connected_bound.hpp"
#include "loop/bound/reach.hpp"
#include "loop/search/search_state.hpp"

namespace loopgenie {

struct CorridorLimits {
  std::size_t labels;
  EdgeIndex corridors;
  std::uint32_t width;
  Millimetres loss;
};

class ExactSearch {
 public:
  // The state must outlive the search.
  explicit ExactSearch(SearchState& state) : state_(state), reaches_(state.network.graph()) {}

  // Whether so little of a trailhead's surroundings can be part of a better loop that it is not
  // out of the question.
  bool provable(std::size_t trailhead, const ExactPass& pass) const;
  // Raises the bound of the penalty of every loop from the trailhead, the drive included.
  void prove(std::size_t trailhead, const ExactPass& pass);

  // Searches all loops of several days, and knows the best one if so much effort suffices.
  void search_days(std::size_t trailhead, WorkUnits most);

  struct Found {
    bool searched = false;  // false where the corridors are too many or too wide
    std::vector<Arc> walk;  // empty where none has less than the penalty
  };
  // The best closed walk over some corridors of less than a penalty (without the drive).
  Found search_within(std::size_t trailhead, std::vector<EdgeIndex> corridors, Millimetres below,
                      const CorridorLimits& limits);

 private:
  // The penalty that a loop must stay below to count for a pass, without the drive.
  Millimetres below(std::size_t trailhead, const ExactPass& pass) const;
  bool bound_all_but_reached(const RankedTrailhead& trailhead) const;
  void prove_by_connection(std::size_t trailhead, const ExactPass& pass, const Reach& reach,
                           Millimetres hopeless);
  bool search_reach(std::size_t trailhead, const ExactPass& pass, const Reach& reach,
                    const ReducedCosts* costs, std::size_t labels, bool spurs);
  void raise_bound(std::size_t trailhead, Millimetres least);

  SearchState& state_;
  ReachFinder reaches_;
};

}  // namespace loopgenie
