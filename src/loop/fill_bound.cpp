#include "fill_bound.hpp"

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

// At the dearest rate there is no end of it.
Millimetres FillStock::fill(Millimetres need, int dearest) const {
  Millimetres penalty = 0;
  for (int rate = 0; need > 0 && rate < dearest; ++rate) {
    const Millimetres filled = std::min(need, capacity_[rate]);
    penalty += filled * rate / classes;
    need -= filled;
  }
  return penalty + std::max<Millimetres>(need, 0) * dearest / classes;
}

}  // namespace loopgenie
