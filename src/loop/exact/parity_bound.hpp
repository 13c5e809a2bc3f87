// What it costs at least to complete a walk that is decided in part, its connection ignored.
//
// The undecided corridors must give every node of the frontier an even number of ends; the
// cheapest such choice is found by the same sweep as the search itself, backwards, with
// nothing but the parity of the frontier as its state. Length is relaxed: it earns some rate,
// and since a walk pays for every metre that it is too long or too short, the penalty of all
// completions is at least
//
//   rate * (metres still needed) + least sum of (cost - rate * length)
//
// for each rate from -1 (too long) to 1 (too short; to 1/2 where spurs are lacking). Where costs
// are reduced the same sweep tells what completions have of those.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "loop/exact/choices.hpp"
#include "loop/base/effort.hpp"
#include "loop/exact/frontier_order.hpp"
#include "loop/base/units.hpp"

namespace loopgenie {

class ParityBound {
 public:
  static constexpr std::array<Millimetres, 6> rates_in_16ths = {-16, 0, 1, 2, 4, 8};
  // The sums, by rate.
  using Sums = std::array<Millimetres, rates_in_16ths.size()>;

  // Reduced costs of each corridor left out, walked once, and twice.
  using ByUse = std::array<std::int64_t, 3>;

  // Empty, bounding nothing, where the frontier is so wide that it would take too long. Reduced
  // costs by corridor, if there are any.
  ParityBound(const Choices& choices, const FrontierOrder& order, const std::vector<ByUse>& reduced,
              Effort& effort);

  // Of the completions after so many steps; a slot with an odd number of ends has its bit set.
  struct Completions {
    Sums sums{};
    std::int64_t reduced = 0;
  };
  Completions after(std::size_t steps, std::uint32_t odd_slots) const;

  static Millimetres least(const Sums& sums, Millimetres need);

 private:
  using Table = std::vector<std::int64_t>;  // by step and parity

  template <typename CostOf>
  static Table sweep(const Choices& choices, const FrontierOrder& order, Effort& effort,
                     const CostOf& cost_of);

  std::size_t width_ = 0;
  std::array<Table, rates_in_16ths.size()> sums_;
  Table reduced_;
};

}  // namespace loopgenie
