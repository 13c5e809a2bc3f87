// Good loops in a core too wide for the exact search.
//
// Candidates: in a tree of cheapest paths from the start, every edge outside the tree closes
// a loop; those nearest to the asked length with the least repeats are kept. Improvement by
// span replacement: cut a piece out of the loop, grow path trees from both of its ends no
// longer than what is missing, and join them over the edge that brings the whole loop
// nearest to the asked length at the least cost. An empty span inserts an ear, a short way
// across removes one.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "corridors.hpp"
#include "effort.hpp"
#include "path_tree.hpp"
#include "score.hpp"

namespace loopgenie {

class CoreSearch {
 public:
  using Found = std::function<void(const Uses& corridors, const Measure& measure)>;

  // All references must outlive the search. `found` sees every closed walk worth keeping,
  // also outside the target's limits.
  CoreSearch(const Corridors& core, const Target& target, const Found& found, Effort& effort);

  // Finds candidates. Corridors in `avoided` cost as if they were walked already: alternatives
  // are found that way.
  void find(Millimetres good_enough, const std::vector<bool>& avoided);
  // Improves the best of them, until one has at most `good_enough` penalty or effort ends.
  void improve(Millimetres good_enough);

 private:
  struct Walk {
    std::vector<Arc> arcs;
    Millimetres penalty = unreachable;
    Millimetres length = 0;
  };
  struct Join {
    Millimetres estimate;
    NodeIndex from;  // in the tree of the first end
    Arc arc;
  };

  void set_costs(double per_length, const std::vector<bool>& avoided);
  void find_candidates();
  bool replace_random_span(Walk& walk);
  bool replace_span(Walk& walk, std::size_t first, std::size_t last);
  std::vector<Join> rank_joins(Millimetres rest, std::size_t count);
  Millimetres shared_prefix(NodeIndex u, NodeIndex v) const;
  std::vector<Arc> join_paths(const Join& join) const;
  bool evaluate(Walk& walk);
  Arc turned(const Arc& arc) const;
  std::uint32_t draw(std::uint32_t below);

  const Corridors& core_;
  const Target& target_;
  const Found& found_;
  Effort& effort_;

  PathTree from_;
  PathTree back_;
  double per_length_ = 1;
  std::vector<Millimetres> cost_;  // by corridor, of a first walk
  std::vector<Walk> walks_;        // best first
  std::uint64_t random_ = 0x2545F4914F6CDD1Du;
};

}  // namespace loopgenie
