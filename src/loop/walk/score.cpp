#include "loop/walk/score.hpp"

#include <algorithm>
#include <functional>

#include "loop/base/sort.hpp"

namespace loopgenie {

Measure measure_of(const Graph& graph, const Uses& uses, Effort& effort) {
  Measure total;
  std::vector<NodeIndex> ends;
  ends.reserve(2 * uses.size());
  for (const Use& use : uses) {
    const Edge& edge = graph.edge(use.edge);
    total.length += use.times * edge.length;
    total.repeated += (use.times - 1) * edge.length;
    total.dullness += edge.dullness;
    total.climb_cm += std::int64_t{use.times} * edge.climb_cm;
    ends.push_back(edge.source);
    ends.push_back(edge.target);
  }
  sort_polling(ends, effort, std::less<NodeIndex>());
  for (std::size_t i = 0; i < ends.size();) {
    std::size_t next = i;
    while (next < ends.size() && ends[next] == ends[i]) ++next;
    total.crossings += std::max(0, static_cast<int>((next - i) / 2) - 1);
    i = next;
  }
  return total;
}

Target::Target(double hike_m, double tolerance, double max_repeat_share, double max_ascent_m)
    : length(to_millimetres(hike_m)),
      max_repeat(max_repeat_share),
      crossing_cost(std::llround(crossing_weight * static_cast<double>(length))),
      most_handicap(std::llround(rival_margin * static_cast<double>(length))),
      start_handicap(std::llround(parking_margin * static_cast<double>(length))),
      most_climb_cm(max_ascent_m < 1e9 ? std::llround(max_ascent_m * 100)
                                       : std::numeric_limits<std::int64_t>::max()) {
  const double slack = tolerance * static_cast<double>(length);
  shortest = length - static_cast<Millimetres>(std::floor(slack));
  longest = length + static_cast<Millimetres>(std::floor(slack));
}

Shape shape_of(double length_m, double repeat_m, int crossings) {
  const double share = repeat_m / length_m;
  if (share >= 0.45) return Shape::out_and_back;
  if (share > 0.02) return Shape::lollipop;
  return crossings > 0 ? Shape::figure_eight : Shape::loop;
}

std::string to_string(Shape shape) {
  switch (shape) {
    case Shape::loop:
      return "loop";
    case Shape::figure_eight:
      return "figure_eight";
    case Shape::lollipop:
      return "lollipop";
    case Shape::out_and_back:
      break;
  }
  return "out_and_back";
}

}  // namespace loopgenie
