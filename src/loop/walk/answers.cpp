#include "loop/walk/answers.hpp"

#include <algorithm>
#include <utility>

namespace loopgenie {

void Answers::offer(FoundLoop loop) {
  least_penalty_ = std::min(least_penalty_, loop.penalty);
  if (loop.rival_penalty() >= threshold()) return;
  if (!settled_.empty() && loop.rival_penalty() < settled_.back().rival_penalty()) return;
  if (overlap(loop.uses) > 0) return;
  best_ = std::move(loop);
}

bool Answers::settle() {
  if (!best_) return false;
  settled_.push_back(*std::exchange(best_, std::nullopt));
  return true;
}

Millimetres Answers::overlap(const Uses& uses) const {
  Millimetres most = -unreachable;
  for (const FoundLoop& better : settled_) {
    // Long loops are compared by the thousand: this must be paid for, and be interruptible.
    effort_.spend(static_cast<WorkUnits>(uses.size() + better.uses.size()) / 4 + 1);
    Millimetres distinct = 0;
    Millimetres shared = 0;
    auto other = better.uses.begin();
    for (const Use& use : uses) {
      const Millimetres length = network_.edge(use.edge).length;
      distinct += length;
      while (other != better.uses.end() && other->edge < use.edge) ++other;
      if (other != better.uses.end() && other->edge == use.edge) shared += length;
    }
    most = std::max(most, shared - allowed_to_share(distinct));
  }
  return most;
}

}  // namespace loopgenie
