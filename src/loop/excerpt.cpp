#include "loop/excerpt.hpp"

#include <algorithm>
#include <utility>

#include "loop/bound/path_tree.hpp"
#include "loop/prepare.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {
namespace {

// Of walks by way of a node no longer than the longest: the shortest one through each edge goes
// there by the nearer end and comes back from the other.
void keep_reached(const Graph& graph, const PathTree& paths, Millimetres longest,
                  std::vector<EdgeIndex>& edges) {
  const auto out_of_reach = [&](EdgeIndex i) {
    const Edge& edge = graph.edge(i);
    return !paths.reaches(edge.source) || !paths.reaches(edge.target) ||
           paths.length(edge.source) + edge.length + paths.length(edge.target) > longest;
  };
  edges.erase(std::remove_if(edges.begin(), edges.end(), out_of_reach), edges.end());
}

std::vector<EdgeIndex> edges_in_reach(const Network& whole, const Request& request,
                                      const Mask& mask, Millimetres longest, Effort& effort) {
  const Graph& graph = whole.graph();
  std::vector<EdgeIndex> edges;
  PathTree paths(graph);
  bool first = true;
  for_each_met(graph, request.vias, [&](NodeIndex node) {
    paths.grow(
        node, PathLimits{longest / 2, unreachable},
        [&](EdgeIndex i) { return mask.closes(i) ? unreachable : graph.edge(i).length; },
        [](NodeIndex) { return true; }, effort);
    for (const NodeIndex near : paths.settled()) {
      if (!first) break;
      for (const Arc& arc : graph.arcs(near)) {
        if (!arc.reversed && !mask.closes(arc.edge)) edges.push_back(arc.edge);
      }
    }
    first = false;
    keep_reached(graph, paths, longest, edges);
  });
  std::sort(edges.begin(), edges.end());
  return edges;
}

std::vector<TwinRow> twins_among(const Network& whole, const std::vector<EdgeIndex>& edges) {
  std::vector<TwinRow> rows;
  for (const EdgeIndex a : edges) {
    for (const Twins::Twin& twin : whole.twins().of(a)) {
      if (twin.edge < a) continue;
      rows.push_back(TwinRow{whole.row(a).id, whole.row(twin.edge).id, to_metres(twin.length)});
    }
  }
  return rows;
}

std::vector<CampRow> camps_of(const Network& whole) {
  std::vector<CampRow> rows;
  for (const Camp& camp : whole.camps()) {
    rows.push_back(CampRow{camp.id, whole.node_id(camp.node), camp.kind});
  }
  return rows;
}

std::vector<Via> find_vias(const Network& whole, const Network& part,
                           const std::vector<Via>& vias) {
  std::vector<Via> found;
  for (const Via& via : vias) {
    found.push_back(via.is_node() ? Via{part.find_node(whole.node_id(via.node)), invalid_id}
                                  : Via{invalid_id, part.find_edge(whole.row(via.edge).id)});
  }
  return found;
}

}  // namespace

std::optional<Excerpt> excerpt(const Network& whole, const Request& request, const Mask& mask,
                               const std::vector<ReachableTrailhead>& trailheads, Effort& effort) {
  const Target target(request.hike_m, request.tolerance, request.max_repeat);
  const std::vector<EdgeIndex> edges = edges_in_reach(whole, request, mask, target.longest, effort);
  std::vector<EdgeRow> rows;
  for (const EdgeIndex i : edges) rows.push_back(whole.row(i));
  std::vector<std::int64_t> kept;
  for (const ReachableTrailhead& trailhead : trailheads) kept.push_back(trailhead.node_id);
  for_each_met(whole.graph(), request.vias,
               [&](NodeIndex node) { kept.push_back(whole.node_id(node)); });
  Network part = prepare_network(std::move(rows), {}, effort, {}, twins_among(whole, edges),
                                 camps_of(whole), whole.lengths_in(), kept);
  std::vector<Via> vias = find_vias(whole, part, request.vias);
  const bool lost = std::any_of(vias.begin(), vias.end(), [](const Via& via) {
    return via.node == invalid_id && via.edge == invalid_id;
  });
  if (lost) return std::nullopt;
  return Excerpt{std::move(part), std::move(vias)};
}

}  // namespace loopgenie
