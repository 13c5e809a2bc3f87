#include "loop/exact/parity_bound.hpp"

#include <algorithm>

namespace loopgenie {
namespace {

constexpr std::size_t most_states = 1 << 18;

}  // namespace

ParityBound::ParityBound(const Choices& choices, const FrontierOrder& order, Effort& effort)
    : width_(order.width) {
  const std::size_t steps = order.steps.size();
  if (width_ > 16 || ((steps + 1) << width_) > most_states) return;
  const std::uint32_t parities = 1u << width_;
  effort.spend(static_cast<std::int64_t>((steps * parities * sums_.size()) / 8));
  for (std::size_t r = 0; r < sums_.size(); ++r) {
    std::vector<Millimetres>& sums = sums_[r];
    sums.assign((steps + 1) * parities, unreachable);
    sums[steps * parities] = 0;
    for (std::size_t k = steps; k-- > 0;) {
      const Step& step = order.steps[k];
      Millimetres even = 0;  // leaves the parities as they are
      Millimetres odd = unreachable;
      for (const Choice& choice : choices.of(step.edge)) {
        // Rounded down.
        const Millimetres sum = choice.cost - (choice.length * rates_in_16ths[r] + 15) / 16;
        (choice.times == 1 ? odd : even) = std::min(choice.times == 1 ? odd : even, sum);
      }
      const std::uint32_t source = 1u << step.source_slot;
      const std::uint32_t target = 1u << step.target_slot;
      const std::uint32_t flips = source ^ target;
      const std::uint32_t retired =
          (step.source_retires ? source : 0) | (step.target_retires ? target : 0);
      const Millimetres* next = &sums[(k + 1) * parities];
      Millimetres* here = &sums[k * parities];
      const auto then = [&](std::uint32_t parity) {
        return (parity & retired) != 0 ? unreachable : next[parity];
      };
      for (std::uint32_t parity = 0; parity < parities; ++parity) {
        here[parity] = std::min({unreachable, even + then(parity), odd + then(parity ^ flips)});
      }
    }
  }
}

ParityBound::Sums ParityBound::after(std::size_t steps, std::uint32_t odd_slots) const {
  Sums found{};
  for (std::size_t r = 0; r < sums_.size(); ++r) {
    // Without sums a rate of 0 bounds nothing, and others nothing that holds.
    found[r] = !sums_[r].empty()        ? sums_[r][(steps << width_) + odd_slots]
               : rates_in_16ths[r] == 0 ? 0
                                        : -unreachable;
  }
  return found;
}

Millimetres ParityBound::least(const Sums& sums, Millimetres need) {
  Millimetres least = 0;
  for (std::size_t r = 0; r < sums.size(); ++r) {
    // Rounded down.
    least = std::max(least, sums[r] + (need * rates_in_16ths[r] - 15) / 16);
  }
  return least;
}

}  // namespace loopgenie
