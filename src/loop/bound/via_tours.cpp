#include "loop/bound/via_tours.hpp"

#include <algorithm>
#include <tuple>

namespace loopgenie {

// Held and Karp (1962): the shortest way from a first place to a last one by way of a set of others
// ends with one of these.
ViaTours::ViaTours(const Graph& graph, const std::vector<NodeIndex>& places, const Mask& mask,
                   Millimetres longest, Effort& effort) {
  for (const NodeIndex place : places) {
    ways_.emplace_back(graph);
    ways_.back().grow(
        place, PathLimits{longest, unreachable},
        [&](EdgeIndex i) { return mask.closes(i) ? unreachable : graph.edge(i).length; },
        [](NodeIndex) { return true; }, effort);
  }
  const std::size_t count = places.size();
  parts_.resize((count << count) * count);
  effort.spend(static_cast<WorkUnits>(parts_.size() * count / 8));
  for (std::size_t first = 0; first < count; ++first) {
    part(first, Places{1} << first, first) = Part{0, first};
    for (Places seen = 0; seen < Places{1} << count; ++seen) {
      for (std::size_t last = 0; last < count; ++last) {
        const Millimetres so_far = part(first, seen, last).length;
        if (so_far == unreachable) continue;
        for (std::size_t next = 0; next < count; ++next) {
          const Places then = seen | Places{1} << next;
          if (then == seen || !ways_[last].reaches(places[next])) continue;
          const Millimetres length = so_far + ways_[last].length(places[next]);
          Part& other = part(first, then, next);
          if (length < other.length) other = Part{length, last};
        }
      }
    }
  }
}

std::vector<ViaTours::Tour> ViaTours::tours(NodeIndex start) const {
  const std::size_t count = ways_.size();
  const Places all = (Places{1} << count) - 1;
  std::vector<Tour> tours;
  for (std::size_t first = 0; first < count; ++first) {
    for (std::size_t last = first; last < count; ++last) {
      const Millimetres between = part(first, all, last).length;
      if (between == unreachable || !ways_[first].reaches(start) || !ways_[last].reaches(start)) {
        continue;
      }
      tours.push_back(
          Tour{ways_[first].length(start) + between + ways_[last].length(start), first, last});
    }
  }
  return tours;
}

Millimetres ViaTours::shortest(NodeIndex start) const {
  Millimetres shortest = unreachable;
  for (const Tour& tour : tours(start)) shortest = std::min(shortest, tour.length);
  return shortest;
}

std::vector<std::vector<std::size_t>> ViaTours::orders(NodeIndex start, std::size_t most) const {
  std::vector<Tour> best = tours(start);
  std::sort(best.begin(), best.end(), [](const Tour& a, const Tour& b) {
    return std::tie(a.length, a.first, a.last) < std::tie(b.length, b.first, b.last);
  });
  best.resize(std::min(best.size(), most));
  std::vector<std::vector<std::size_t>> orders;
  for (const Tour& tour : best) {
    std::vector<std::size_t> order;
    Places seen = (Places{1} << ways_.size()) - 1;
    for (std::size_t at = tour.last; seen != 0;) {
      order.push_back(at);
      const std::size_t before = part(tour.first, seen, at).before;
      seen &= ~(Places{1} << at);
      at = before;
    }
    orders.push_back(std::move(order));
  }
  return orders;
}

}  // namespace loopgenie
