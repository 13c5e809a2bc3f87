// Edges that run beside each other: a hike there on one and back on the other is hardly a loop.
// Scores know nothing of twins; they count only where loops compete for the answer.
#pragma once

#include <cstdint>
#include <vector>

#include "loop/base/array.hpp"
#include "loop/network/graph.hpp"
#include "loop/network/uses.hpp"

namespace loopgenie {

struct TwinPair {
  EdgeIndex a;
  EdgeIndex b;  // may be a: a corridor that turns back beside itself
  Millimetres length;
};

class Twins {
 public:
  struct Twin {
    Millimetres length;
    EdgeIndex edge;
    std::uint32_t unused;  // no byte of the prepared file is left to chance
  };
  struct Range {
    const Twin* first;
    const Twin* last;
    const Twin* begin() const { return first; }
    const Twin* end() const { return last; }
  };

  Twins() = default;
  Twins(std::vector<TwinPair> pairs, EdgeIndex edge_count, Effort& effort);

  bool empty() const { return twins_.size() == 0; }
  bool has(EdgeIndex edge) const { return !empty() && first_twin_[edge] < first_twin_[edge + 1]; }
  // Each pair is listed with both of its edges.
  Range of(EdgeIndex edge) const {
    if (empty()) return {nullptr, nullptr};
    return {twins_.data() + first_twin_[edge], twins_.data() + first_twin_[edge + 1]};
  }
  // The length that is walked beside itself: of all pairs of which both edges are walked.
  Millimetres repeated(const Uses& uses) const;

  template <typename Visitor>
  void visit_arrays(Visitor& visitor) {
    visitor(first_twin_);
    visitor(twins_);
  }

 private:
  Array<std::uint32_t> first_twin_;
  Array<Twin> twins_;
};

}  // namespace loopgenie
