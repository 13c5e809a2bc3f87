#include "loop/bound/via_tours.hpp"

#include <algorithm>
#include <tuple>

namespace loopgenie {

namespace {

// What is asked twice is come by once.
std::vector<Via> each_once(const std::vector<Via>& vias) {
  std::vector<Via> once;
  for (const Via& via : vias) {
    if (std::find(once.begin(), once.end(), via) == once.end()) once.push_back(via);
  }
  return once;
}

}  // namespace

ViaTours::ViaTours(const Graph& graph, const std::vector<Via>& vias, const Mask& mask,
                   Millimetres longest, Effort& effort)
    : graph_(graph) {
  const std::vector<Via> once = each_once(vias);
  for (const Via& via : once) {
    if (via.is_node()) {
      stops_.push_back(Stop{via.node, via.node, invalid_id});
      stops_.push_back(Stop{invalid_id, invalid_id, invalid_id});
      continue;
    }
    const Edge& edge = graph.edge(via.edge);
    stops_.push_back(Stop{edge.source, edge.target, via.edge});
    stops_.push_back(Stop{edge.target, edge.source, via.edge});
  }
  for_each_met(graph, once, [&](NodeIndex node) {
    trees_.emplace_back(graph);
    trees_.back().grow(
        node, PathLimits{longest / 2, unreachable},
        [&](EdgeIndex i) { return mask.closes(i) ? unreachable : graph.edge(i).length; },
        [](NodeIndex) { return true; }, effort);
  });
  join_parts(effort);
}

const PathTree* ViaTours::ways_from(NodeIndex stop) const {
  const auto tree = std::find_if(trees_.begin(), trees_.end(),
                                 [&](const PathTree& known) { return known.root() == stop; });
  return tree == trees_.end() ? nullptr : &*tree;
}

// Held and Karp (1962): the shortest way from a first place to a last one by way of a set of others
// ends with one of these.
void ViaTours::join_parts(Effort& effort) {
  const std::size_t ways = stops_.size();
  parts_.resize((ways << ways / 2) * ways);
  effort.spend(static_cast<WorkUnits>(parts_.size() * ways / 8));
  for (Way first = 0; first < ways; ++first) {
    if (!is_way(first)) continue;
    part(first, Seen{1} << via_of(first), first) = Part{through(first), first};
    for (Seen seen = 0; seen < all(); ++seen) {
      for (Way last = 0; last < ways; ++last) {
        const Millimetres so_far = part(first, seen, last).length;
        if (so_far == unreachable) continue;
        const PathTree& tree = *ways_from(stops_[last].leave);
        for (Way next = 0; next < ways; ++next) {
          const Seen then = seen | Seen{1} << via_of(next);
          if (!is_way(next) || then == seen || !tree.reaches(stops_[next].enter)) continue;
          const Millimetres length = so_far + tree.length(stops_[next].enter) + through(next);
          Part& other = part(first, then, next);
          if (length < other.length) other = Part{length, last};
        }
      }
    }
  }
}

std::vector<ViaTours::Tour> ViaTours::all_tours(NodeIndex start) const {
  std::vector<Tour> tours;
  for (Way first = 0; first < stops_.size(); ++first) {
    if (!is_way(first) || !ways_from(stops_[first].enter)->reaches(start)) continue;
    for (Way last = 0; last < stops_.size(); ++last) {
      const Millimetres between = part(first, all(), last).length;
      if (via_of(last) < via_of(first) || between == unreachable) continue;
      const PathTree& home = *ways_from(stops_[last].leave);
      if (!home.reaches(start)) continue;
      tours.push_back(
          Tour{ways_from(stops_[first].enter)->length(start) + between + home.length(start), first,
               last});
    }
  }
  return tours;
}

Millimetres ViaTours::shortest(NodeIndex start) const {
  Millimetres shortest = unreachable;
  for (const Tour& tour : all_tours(start)) shortest = std::min(shortest, tour.length);
  return shortest;
}

std::vector<std::vector<ViaTours::Stop>> ViaTours::tours(NodeIndex start, std::size_t most) const {
  std::vector<Tour> best = all_tours(start);
  std::sort(best.begin(), best.end(), [](const Tour& a, const Tour& b) {
    return std::tie(a.length, a.first, a.last) < std::tie(b.length, b.first, b.last);
  });
  best.resize(std::min(best.size(), most));
  std::vector<std::vector<Stop>> tours;
  for (const Tour& tour : best) {
    std::vector<Stop> stops;
    Seen seen = all();
    for (Way at = tour.last; seen != 0;) {
      stops.push_back(stops_[at]);
      const Way before = part(tour.first, seen, at).before;
      seen &= ~(Seen{1} << via_of(at));
      at = before;
    }
    std::reverse(stops.begin(), stops.end());
    tours.push_back(std::move(stops));
  }
  return tours;
}

}  // namespace loopgenie
