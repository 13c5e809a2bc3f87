#include "loop/walk/answers.hpp"

#include <algorithm>
#include <utility>

namespace loopgenie {
namespace {

constexpr double most_shared = 0.6;
constexpr std::size_t pooled_per_wanted = 24;

bool precedes(const FoundLoop& a, const FoundLoop& b) {
  if (a.rival_penalty() != b.rival_penalty()) return a.rival_penalty() < b.rival_penalty();
  if (a.trailhead != b.trailhead) return a.trailhead < b.trailhead;
  return a.uses < b.uses;
}

}  // namespace

void Answers::offer(FoundLoop loop) {
  least_penalty_ = std::min(least_penalty_, loop.penalty);
  if (loop.rival_penalty() >= threshold()) return;
  if (wanted_ == 1) {
    ranked_.assign(1, std::move(loop));
    return;
  }
  const auto place = std::lower_bound(pool_.begin(), pool_.end(), loop, precedes);
  if (place != pool_.end() && !precedes(loop, *place)) return;
  pool_.insert(place, std::move(loop));
  if (pool_.size() > pooled_per_wanted * wanted_) pool_.pop_back();
  rank();
}

void Answers::rank() {
  ranked_.clear();
  for (const FoundLoop& loop : pool_) {
    if (ranked_.size() == wanted_) return;
    const bool variant = std::any_of(ranked_.begin(), ranked_.end(), [&](const FoundLoop& better) {
      return excludes(better, loop);
    });
    if (!variant) ranked_.push_back(loop);
  }
}

// Loops are reported by penalty alone, and then the one chosen later may come first.
bool Answers::excludes(const FoundLoop& better, const FoundLoop& loop) const {
  return is_variant_of(loop, better) ||
         (loop.penalty < better.penalty && is_variant_of(better, loop));
}

bool Answers::is_variant_of(const FoundLoop& loop, const FoundLoop& better) const {
  // Long loops are compared by the thousand: this must be paid for, and be interruptible.
  effort_.spend(static_cast<std::int64_t>(loop.uses.size() + better.uses.size()) / 4 + 1);
  Millimetres distinct = 0;
  Millimetres shared = 0;
  auto other = better.uses.begin();
  for (const Use& use : loop.uses) {
    const Millimetres length = network_.edge(use.edge).length;
    distinct += length;
    while (other != better.uses.end() && other->edge < use.edge) ++other;
    if (other != better.uses.end() && other->edge == use.edge) shared += length;
  }
  return static_cast<double>(shared) > most_shared * static_cast<double>(distinct);
}

}  // namespace loopgenie
