// Improves loops from one start among the corridors of a network, however many there are, by
// replacing spans: cut a piece out of the loop, grow path trees from both of its ends no
// longer than what is missing, and join them over the edge that brings the whole loop
// nearest to the asked length at the least cost. An empty span inserts an ear, a short way
// across removes one.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "loop/network/corridors.hpp"
#include "loop/network/mask.hpp"
#include "loop/base/dice.hpp"
#include "loop/base/effort.hpp"
#include "loop/bound/path_tree.hpp"
#include "loop/walk/score.hpp"
#include "loop/walk/tally.hpp"
#include "loop/base/zeroed.hpp"

namespace loopgenie {

class SpanSearch {
 public:
  struct Walk {
    std::vector<Arc> arcs;
    Millimetres penalty = unreachable;
    Millimetres length = 0;
  };
  // Sees every closed walk measured, also outside the target's limits.
  using Found = std::function<void(const std::vector<Arc>& corridors, const Measure& measure)>;

  // All references must outlive the search.
  SpanSearch(const Corridors& core, const Target& target, const Mask& mask, Effort& effort,
             std::uint64_t seed = 0);

  // A closed walk from a start with its penalty; nothing if it walks an edge more than twice.
  std::optional<Walk> weigh(NodeIndex start, std::vector<Arc> arcs, const Found& found);
  struct Patience {
    Millimetres good_enough;  // penalty at which it ends
    int failures;             // so many changes in a row that did not help
    Millimetres worse_by;     // a step may be so much worse, less and less until patience ends
    Deadline until;
  };
  // Improves a walk from a start.
  void improve(NodeIndex start, Walk& walk, const Patience& patience, const Found& found);

  // What a closed walk is charged beside its penalty where it breaks a rule of the request that
  // the target does not know: 0 where it keeps them all.
  using Burden = std::function<Millimetres(const std::vector<Arc>& corridors)>;
  void charge(Burden burden) { burden_ = std::move(burden); }
  // Whether there is a reason to walk a corridor and at once back. Nothing has one else.
  using WorthTurning = std::function<bool(const Arc& there)>;
  void keep_turns(WorthTurning worth_turning) { worth_turning_ = std::move(worth_turning); }

 private:
  struct Join {
    Millimetres estimate;
    NodeIndex from;  // in the tree of the first end
    Arc arc;
  };

  Millimetres cost(EdgeIndex corridor) const {
    if (mask_.closes(corridor)) return unreachable;
    const Edge& edge = core_.graph().edge(corridor);
    return edge.length * length_weight / whole_weight + edge.dullness + surcharge_[corridor];
  }
  void grow(PathTree& tree, NodeIndex root, Millimetres longest, Millimetres dearest);
  bool replace_random_span(Walk& walk, Millimetres worse_by, const Found& found);
  bool replace_span(Walk& walk, std::size_t first, std::size_t last, Millimetres worse_by,
                    const Found& found);
  std::vector<Join> rank_joins(Millimetres rest, std::size_t count);
  std::vector<Arc> join_paths(const Join& join) const;
  bool evaluate(Walk& walk, const Found& found);
  void cancel_reversals(std::vector<Arc>& arcs) const;
  // Along one-way corridors, in whatever order.
  bool can_be_walked(const std::vector<Arc>& walk) const;
  // The length that is walked beside itself: see twins.hpp.
  Millimetres walked_beside(const std::vector<Arc>& walk) const;

  // Of a metre's length beside its dullness: just so much that ways do not wind.
  static constexpr Millimetres length_weight = 60;
  static constexpr Millimetres whole_weight = 1024;

  const Corridors& core_;
  const Target& target_;
  const Mask& mask_;  // of the corridors
  Effort& effort_;

  NodeIndex start_ = invalid_id;
  PathTree from_;
  PathTree back_;
  Zeroed<Millimetres> surcharge_;  // by corridor, of walking it now
  Tally tally_;
  Burden burden_;
  WorthTurning worth_turning_;
  Dice dice_;
};

}  // namespace loopgenie
