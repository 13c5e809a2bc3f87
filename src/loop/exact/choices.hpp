// What can be done with each corridor of a reach: a closed walk goes through it once, or
// everywhere twice, or comes into it from either end and turns round at some node.
//
// Within a chain of degree-2 nodes every node is left as often as it is entered, so all its
// edges are walked an odd number of times (once), or none is; and what is walked twice hangs
// on the ends. Deciding chains and not edges loses no walk.
#pragma once

#include <cstdint>
#include <vector>

#include "loop/network/corridors.hpp"
#include "loop/bound/reach.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {

struct Choice {
  Millimetres length = 0;
  Millimetres cost = 0;  // repeats and dullness
  Millimetres repeated = 0;
  std::int64_t climb_cm = 0;
  // So many edges are walked from the source of the corridor on, and so many from its target.
  std::uint32_t from_source = 0;
  std::uint32_t from_target = 0;
  std::uint8_t times = 0;
  // How often it goes forth less how often back; 0 where that does not matter.
  std::int8_t net = 0;
  bool joins = false;  // leads from end to end

  bool at_source() const { return joins || from_source > 0; }
  bool at_target() const { return joins || from_target > 0; }
};

class Choices {
 public:
  // With spurs: turning round wherever there is a node, and dead ends. Without, a walk of the
  // reach may lack a choice, but never more than the length of its spurs, each of which costs
  // at least half of that.
  Choices(const Reach& reach, bool spurs, Effort& effort);

  const Graph& graph() const { return corridors_.graph(); }
  NodeIndex start() const { return start_; }
  // Whether a node must be met by a walk, as the start must, and whether a corridor must be walked.
  bool must_meet(NodeIndex node) const { return must_meet_[node]; }
  bool must_walk(EdgeIndex corridor) const { return must_walk_[corridor]; }
  Corridors::Chain chain(EdgeIndex corridor) const { return corridors_.chain(corridor); }
  // All that can be done with a corridor besides leaving it out.
  const std::vector<Choice>& of(EdgeIndex corridor) const { return choices_[corridor]; }
  // Whether some spurs are not among the choices.
  bool lacks_spurs() const { return lacks_spurs_; }
  // The edges of the reach that a choice walks.
  void append_uses(EdgeIndex corridor, const Choice& choice, Uses& uses) const;

 private:
  void add_choices(const Reach& reach, EdgeIndex corridor, bool spurs, Effort& effort);

  NodeIndex start_ = 0;
  Corridors corridors_;
  std::vector<bool> must_meet_;
  std::vector<bool> must_walk_;
  bool directed_;  // some edge of the reach is one-way
  std::vector<std::vector<Choice>> choices_;
  bool lacks_spurs_;
};

}  // namespace loopgenie
