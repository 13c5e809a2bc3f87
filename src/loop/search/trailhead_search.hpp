// Ways of finding closed walks from one trailhead among the corridors of the network. What they
// find goes into the pool and, where it keeps the limits, to the answers.
#pragma once

#include <cstddef>
#include <vector>

#include "loop/bound/access_trees.hpp"
#include "loop/search/search_state.hpp"
#include "loop/search/short_steps.hpp"
#include "loop/search/span_search.hpp"

namespace loopgenie {

class TrailheadSearch {
 public:
  // The state must outlive the search.
  TrailheadSearch(SearchState& state, std::uint64_t seed)
      : state_(state),
        access_(state.core, state.target, state.corridor_mask, state.effort),
        steps_(state.core, state.target, state.corridor_mask, state.effort),
        spans_(state.core, state.target, state.corridor_mask, state.effort, seed) {
    if (!state.several_days && state.core_vias.empty()) return;
    charge_what_breaks_a_rule();
    spans_.keep_turns([this](const Arc& there) { return is_worth_turning(there); });
  }

  // What a trailhead is worth, seen from its surroundings: no loop is looked for. Only loops of
  // less penalty than `below` count: the less it is, the less there is to see.
  void look(std::size_t trailhead, Millimetres below = unreachable);
  // Looks, and where that leaves hope takes the cheapest pairs of ways, at most so many; corridors
  // in `avoided` cost as if they were walked already. Where the request has vias, the pairs to all
  // of them together.
  void explore(std::size_t trailhead, std::size_t most, Millimetres below = unreachable,
               const std::vector<EdgeIndex>& avoided = {});
  // Takes a walk by short steps: where a look is too dear.
  void step_out(std::size_t trailhead);
  // Strings pairs of ways together that keep off each other, for where single ones stay short.
  void chain(std::size_t trailhead, int links);
  // Takes a walk as one from another trailhead on it.
  void transfer(const PooledWalk& walk, std::size_t to);
  // Adds a walk that is found elsewhere, as corridors in order.
  void add(std::size_t trailhead, std::vector<Arc> arcs);
  void improve(std::size_t walk, int failures, Millimetres worse_by, Deadline until);

  // From here on walks that share too much with one of these count as worse than any other.
  void keep_off(std::vector<std::vector<EdgeIndex>> loops);

 private:
  SpanSearch::Found collect(std::size_t trailhead) {
    return [this, trailhead](const std::vector<Arc>& corridors, const Measure& loop) {
      state_.collector.take(trailhead, corridors, loop);
    };
  }

  bool passes(const std::vector<Arc>& walk, const Via& via) const;
  void string_pairs_to_vias(std::size_t trailhead);
  void charge_what_breaks_a_rule();
  bool is_worth_turning(const Arc& there) const;

  SearchState& state_;
  std::vector<std::vector<EdgeIndex>> kept_off_;
  AccessTrees access_;
  ShortSteps steps_;
  SpanSearch spans_;
};

}  // namespace loopgenie
