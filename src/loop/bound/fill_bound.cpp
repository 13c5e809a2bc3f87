#include "loop/bound/fill_bound.hpp"

#include <algorithm>

namespace loopgenie {

int FillStock::class_of(const Edge& edge, bool bridge) {
  const Millimetres cost = bridge ? edge.length + edge.dullness : edge.dullness;
  const Millimetres length = bridge ? 2 * edge.length : edge.length;
  return static_cast<int>(std::min<Millimetres>(classes - 1, cost * classes / length));
}

void FillStock::add(const Edge& edge, bool bridge) {
  capacity_[class_of(edge, bridge)] += (bridge ? 2 : 1) * edge.length;
}

void FillStock::remove(const Edge& edge, bool bridge) {
  capacity_[class_of(edge, bridge)] -= (bridge ? 2 : 1) * edge.length;
}

void FillStock::settle() {
  for (int rate = 0; rate < classes; ++rate) {
    filled_[rate + 1] = filled_[rate] + capacity_[rate];
    penalty_[rate + 1] = penalty_[rate] + capacity_[rate] * rate / classes;
  }
}

// Of the dearest rate there is no end.
Millimetres FillStock::fill(Millimetres need, int dearest) const {
  if (need <= 0) return 0;
  const auto first = filled_.begin() + 1;
  const auto rate = static_cast<int>(std::lower_bound(first, first + dearest, need) - first);
  return penalty_[rate] + (need - filled_[rate]) * rate / classes;
}

}  // namespace loopgenie
