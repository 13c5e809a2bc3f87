#include "loop/exact/parity_bound.hpp"

#include <algorithm>

namespace loopgenie {
namespace {

constexpr std::size_t most_states = 1 << 18;

}  // namespace

// Backwards; the cost of a choice, or of leaving a corridor out.
template <typename CostOf>
ParityBound::Table ParityBound::sweep(const Choices& choices, const FrontierOrder& order,
                                      Effort& effort, const CostOf& cost_of) {
  const std::size_t steps = order.steps.size();
  const std::uint32_t parities = 1u << order.width;
  Table sums((steps + 1) * parities, unreachable);
  sums[steps * parities] = 0;
  for (std::size_t k = steps; k-- > 0;) {
    effort.spend(1 + static_cast<WorkUnits>(parities / 8));
    const Step& step = order.steps[k];
    std::int64_t even = cost_of(step.edge, nullptr);  // leaves the parities as they are
    std::int64_t odd = unreachable;
    for (const Choice& choice : choices.of(step.edge)) {
      std::int64_t& least = choice.times == 1 ? odd : even;
      least = std::min(least, cost_of(step.edge, &choice));
    }
    const std::uint32_t source = 1u << step.source_slot;
    const std::uint32_t target = 1u << step.target_slot;
    const std::uint32_t flips = source ^ target;
    const std::uint32_t retired =
        (step.source_retires ? source : 0) | (step.target_retires ? target : 0);
    const std::int64_t* next = &sums[(k + 1) * parities];
    std::int64_t* here = &sums[k * parities];
    const auto then = [&](std::uint32_t parity) {
      return (parity & retired) != 0 ? unreachable : next[parity];
    };
    for (std::uint32_t parity = 0; parity < parities; ++parity) {
      here[parity] = std::min({unreachable, even + then(parity), odd + then(parity ^ flips)});
    }
  }
  return sums;
}

ParityBound::ParityBound(const Choices& choices, const FrontierOrder& order,
                         const std::vector<ByUse>& reduced, Effort& effort)
    : width_(order.width) {
  const std::size_t steps = order.steps.size();
  if (width_ > 16 || ((steps + 1) << width_) > most_states) return;
  for (std::size_t r = 0; r < sums_.size(); ++r) {
    sums_[r] = sweep(choices, order, effort, [&](EdgeIndex, const Choice* choice) -> std::int64_t {
      // Rounded down.
      return choice ? choice->cost - (choice->length * rates_in_16ths[r] + 15) / 16 : 0;
    });
  }
  if (reduced.empty()) return;
  reduced_ = sweep(choices, order, effort, [&](EdgeIndex corridor, const Choice* choice) {
    return reduced[corridor][choice && choice->joins ? choice->times : 0];
  });
}

ParityBound::Completions ParityBound::after(std::size_t steps, std::uint32_t odd_slots) const {
  const std::size_t at = (steps << width_) + odd_slots;
  Completions found;
  for (std::size_t r = 0; r < sums_.size(); ++r) {
    // Without sums a rate of 0 bounds nothing, and others nothing that holds.
    found.sums[r] = !sums_[r].empty() ? sums_[r][at] : rates_in_16ths[r] == 0 ? 0 : -unreachable;
  }
  if (!reduced_.empty()) found.reduced = reduced_[at];
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
