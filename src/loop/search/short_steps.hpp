// A closed walk of about the asked length for little effort, whatever is around: out by short
// steps, each to where nothing was seen before, and back beside the way out as far as that goes. It
// is hardly ever good; improving makes something of it.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "loop/base/effort.hpp"
#include "loop/bound/path_tree.hpp"
#include "loop/network/corridors.hpp"
#include "loop/network/mask.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {

class ShortSteps {
 public:
  // All references must outlive it.
  ShortSteps(const Corridors& core, const Target& target, const Mask& mask, Effort& effort)
      : graph_(core.graph()), target_(target), mask_(mask), effort_(effort), tree_(core.graph()) {}

  // Empty where the steps lead nowhere.
  std::vector<Arc> round_trip(NodeIndex start);

 private:
  bool step_out();
  bool step_back();
  void look_from_here(Millimetres farthest);
  void walk_to(NodeIndex node);

  const Graph& graph_;
  const Target& target_;
  const Mask& mask_;  // of the corridors
  Effort& effort_;
  PathTree tree_;  // around where the walk is
  std::vector<Arc> walk_;
  NodeIndex here_ = invalid_id;
  Millimetres length_ = 0;
  std::unordered_map<EdgeIndex, int> walked_;         // how often
  std::unordered_set<NodeIndex> seen_;                // on the way out
  std::unordered_map<NodeIndex, std::size_t> place_;  // along the way out
};

}  // namespace loopgenie
