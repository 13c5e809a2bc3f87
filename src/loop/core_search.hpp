// Good loops from one start among the corridors of a network, however many there are.
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
#include "request.hpp"
#include "score.hpp"
#include "tally.hpp"
#include "zeroed.hpp"

namespace loopgenie {

class CoreSearch {
 public:
  struct Walk {
    std::vector<Arc> arcs;
    Millimetres penalty = unreachable;
    Millimetres length = 0;
  };
  // Sees every closed walk measured, also outside the target's limits.
  using Found = std::function<void(const std::vector<Arc>& corridors, const Measure& measure)>;

  // All references must outlive the search.
  CoreSearch(const Corridors& core, const Target& target, Effort& effort,
             const Request& request = {});

  // Candidates, best first, unless one has at most `good_enough` penalty no more than the best
  // few. Corridors in `avoided` cost as if they were walked already: alternatives are found
  // that way.
  std::vector<Walk> find(NodeIndex start, Millimetres good_enough,
                         const std::vector<EdgeIndex>& avoided, const Found& found);
  // Improves a walk from a start until it has at most `good_enough` penalty, so many changes in
  // a row did not help, or so much effort is spent in all.
  void improve(NodeIndex start, Walk& walk, Millimetres good_enough, int patience,
               std::int64_t effort, const Found& found);

 private:
  struct Join {
    Millimetres estimate;
    NodeIndex from;  // in the tree of the first end
    Arc arc;
  };

  Millimetres cost(EdgeIndex corridor) const {
    const Edge& edge = core_.graph().edge(corridor);
    if (avoid_roads_ && edge.road) return unreachable;
    return edge.length * length_weight_ / whole_weight + edge.dullness + surcharge_[corridor];
  }
  void grow(PathTree& tree, NodeIndex root, Millimetres longest, Millimetres dearest);
  void find_candidates(const Found& found, std::vector<Walk>& walks);
  bool replace_random_span(Walk& walk, const Found& found);
  bool replace_span(Walk& walk, std::size_t first, std::size_t last, const Found& found);
  std::vector<Join> rank_joins(Millimetres rest, std::size_t count);
  Millimetres shared_prefix(NodeIndex u, NodeIndex v) const;
  std::vector<Arc> join_paths(const Join& join) const;
  bool evaluate(Walk& walk, const Found& found);
  // The length that is walked beside itself: see twins.hpp.
  Millimetres walked_beside(const std::vector<Arc>& walk) const;
  Arc turned(const Arc& arc) const;
  std::uint32_t draw(std::uint32_t below);

  static constexpr Millimetres whole_weight = 1024;

  const Corridors& core_;
  const Target& target_;
  Effort& effort_;
  const bool avoid_roads_;

  NodeIndex start_ = invalid_id;
  PathTree from_;
  PathTree back_;
  Millimetres length_weight_ = whole_weight;  // of a metre beside its dullness
  Zeroed<Millimetres> surcharge_;             // by corridor, of walking it now
  Tally tally_;
  std::uint64_t random_;
};

}  // namespace loopgenie
