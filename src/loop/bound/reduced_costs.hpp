// What a closed walk costs at least by what it uses of each corridor, and what of that it cannot
// afford.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "loop/base/effort.hpp"
#include "loop/network/corridors.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {

struct ReducedCosts {
  // By which costs are finer than millimetres.
  static constexpr int shift = 16;
  // So dear that it is no choice.
  static constexpr std::int64_t never = std::int64_t{1} << 56;

  // No closed walk through the start has less than this or than the penalty that was looked for.
  Millimetres least() const { return base >> shift; }

  Millimetres hopeless;  // the penalty that was looked for: nothing is said of what has as much
  // A walk costs at least the base and, for each corridor, what is said here of its use: not at
  // all, once, or twice.
  std::int64_t base = 0;
  std::vector<std::array<std::int64_t, 3>> by_corridor;
};

// Of each corridor whether a walk can leave it out, walk it once, and walk it twice.
using Affordable = std::vector<std::array<bool, 3>>;

// What a walk of less penalty than the one looked for can afford; other than out and back from some
// node, which costs count apart.
Affordable find_affordable(const Corridors& corridors, NodeIndex start, const ReducedCosts& costs,
                           Effort& effort);

// The same costs by edge of a reach, of which these are the corridors: the first edge of each
// stands for all. Only of edges that are kept, as they are numbered then; the others are not used.
ReducedCosts costs_by_edge(const ReducedCosts& costs, const Corridors& corridors,
                           const std::vector<bool>& kept);

}  // namespace loopgenie
