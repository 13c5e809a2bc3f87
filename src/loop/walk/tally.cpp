#include "loop/walk/tally.hpp"

namespace loopgenie {

std::optional<Measure> Tally::measure_of(const std::vector<Arc>& walk) {
  Measure total;
  bool thrice = false;
  for (const Arc& arc : walk) {
    const Edge& edge = graph_.edge(arc.edge);
    total.length += edge.length;
    total.climb_cm += edge.climb_cm;
    const std::uint8_t times = ++times_[arc.edge];
    if (times == 1) {
      total.dullness += edge.dullness;
      total.crossings += meet(edge.source);
      total.crossings += meet(edge.target);
    } else {
      total.repeated += edge.length;
      thrice = thrice || times > 2;
    }
  }
  for (const Arc& arc : walk) {
    const Edge& edge = graph_.edge(arc.edge);
    times_[arc.edge] = 0;
    ends_[edge.source] = 0;
    ends_[edge.target] = 0;
  }
  return thrice ? std::nullopt : std::optional<Measure>(total);
}

// The first two ends at a node pass through it; every two more meet it again.
int Tally::meet(NodeIndex node) {
  const std::uint16_t ends = ++ends_[node];
  return ends >= 4 && ends % 2 == 0 ? 1 : 0;
}

}  // namespace loopgenie
