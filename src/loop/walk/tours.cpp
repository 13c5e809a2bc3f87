#include "loop/walk/tours.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

namespace loopgenie {
namespace {

using Steps = std::vector<std::uint32_t>;  // edges and directions: what tells walks apart

Steps steps_of(const std::vector<Arc>& walk) {
  Steps steps;
  steps.reserve(walk.size());
  for (const Arc& arc : walk) steps.push_back(2 * arc.edge + (arc.reversed ? 1 : 0));
  return steps;
}

bool goes_against(const Graph& graph, const Arc& arc) {
  const Edge& edge = graph.edge(arc.edge);
  return arc.reversed ? edge.only_forth : edge.only_back;
}

// The walk with its arcs from `first` to before `last`, which lead from a node back to it, walked
// the other way round.
std::vector<Arc> with_part_turned(const std::vector<NodeIndex>& nodes, const std::vector<Arc>& walk,
                                  std::size_t first, std::size_t last) {
  std::vector<Arc> other = walk;
  for (std::size_t i = first; i < last; ++i) {
    const std::size_t from = first + last - 1 - i;
    other[i] = turned(walk[from], nodes[from]);
  }
  return other;
}

// Where each node of a walk is passed the next time, past the end where it is not.
std::vector<std::size_t> find_next_visits(const std::vector<NodeIndex>& nodes) {
  std::vector<std::size_t> next(nodes.size());
  std::unordered_map<NodeIndex, std::size_t> later;
  for (std::size_t i = nodes.size(); i-- > 0;) {
    const auto [visit, first] = later.try_emplace(nodes[i], nodes.size());
    next[i] = visit->second;
    visit->second = i;
  }
  return next;
}

}  // namespace

void for_each_tour(const Graph& graph, NodeIndex start, const std::vector<Arc>& walk,
                   std::size_t most, Effort& effort,
                   const std::function<bool(const std::vector<Arc>&)>& show) {
  std::set<Steps> seen{steps_of(walk)};
  std::vector<std::vector<Arc>> tours{walk};
  if (show(walk)) return;
  for (std::size_t next = 0; next < tours.size(); ++next) {
    std::vector<NodeIndex> nodes{start};
    for (const Arc& arc : tours[next]) nodes.push_back(arc.head);
    const std::vector<std::size_t> next_visit = find_next_visits(nodes);
    for (std::size_t first = 0; first < nodes.size(); ++first) {
      effort.spend(1);
      for (std::size_t last = next_visit[first]; last < nodes.size(); last = next_visit[last]) {
        if (tours.size() >= most) return;
        std::vector<Arc> other = with_part_turned(nodes, tours[next], first, last);
        effort.spend(static_cast<std::int64_t>(other.size()));
        if (!seen.insert(steps_of(other)).second) continue;
        const bool against = std::any_of(other.begin(), other.end(),
                                         [&](const Arc& arc) { return goes_against(graph, arc); });
        if (!against && show(other)) return;
        tours.push_back(std::move(other));
      }
    }
  }
}

}  // namespace loopgenie
