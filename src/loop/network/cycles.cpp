#include "loop/network/cycles.hpp"

#include <algorithm>
#include <queue>
#include <utility>

namespace loopgenie {
namespace {

struct Draft {
  std::vector<std::uint8_t> bridge;
  std::vector<NodeIndex> component;
  std::vector<Millimetres> stem;
};

struct Visit {
  NodeIndex node;
  EdgeIndex entered_by;
  std::uint32_t next_arc;
};

void find_bridges(const Graph& graph, Effort& effort, Draft& cycles) {
  const NodeIndex count = graph.node_count();
  std::vector<std::uint32_t> discovered(count, invalid_id);
  std::vector<std::uint32_t> lowest(count, invalid_id);
  std::vector<Visit> path;
  std::uint32_t clock = 0;

  for (NodeIndex root = 0; root < count; ++root) {
    if (discovered[root] != invalid_id) continue;
    discovered[root] = lowest[root] = clock++;
    cycles.component[root] = root;
    path.push_back(Visit{root, invalid_id, 0});
    while (!path.empty()) {
      effort.spend(1);
      Visit& visit = path.back();
      const NodeIndex node = visit.node;
      if (visit.next_arc < graph.degree(node)) {
        const Arc& arc = graph.arcs(node).begin()[visit.next_arc++];
        if (arc.edge == visit.entered_by) continue;
        if (discovered[arc.head] != invalid_id) {
          lowest[node] = std::min(lowest[node], discovered[arc.head]);
        } else {
          discovered[arc.head] = lowest[arc.head] = clock++;
          cycles.component[arc.head] = root;
          path.push_back(Visit{arc.head, arc.edge, 0});
        }
      } else {
        const EdgeIndex entered_by = visit.entered_by;
        path.pop_back();
        if (path.empty()) continue;
        const NodeIndex parent = path.back().node;
        lowest[parent] = std::min(lowest[parent], lowest[node]);
        if (lowest[node] > discovered[parent]) cycles.bridge[entered_by] = 1;
      }
    }
  }
}

void find_stems(const Graph& graph, Effort& effort, Draft& cycles) {
  using Label = std::pair<Millimetres, NodeIndex>;
  std::priority_queue<Label, std::vector<Label>, std::greater<Label>> queue;
  const auto reach = [&](NodeIndex node, Millimetres stem) {
    if (stem >= cycles.stem[node]) return;
    cycles.stem[node] = stem;
    queue.emplace(stem, node);
  };
  for (EdgeIndex i = 0; i < graph.edge_count(); ++i) {
    if (cycles.bridge[i]) continue;
    reach(graph.edge(i).source, 0);
    reach(graph.edge(i).target, 0);
  }
  while (!queue.empty()) {
    const auto [stem, node] = queue.top();
    queue.pop();
    if (stem > cycles.stem[node]) continue;
    for (const Arc& arc : graph.arcs(node)) {
      effort.spend(1);
      reach(arc.head, stem + graph.edge(arc.edge).length);
    }
  }
}

}  // namespace

Cycles find_cycles(const Graph& graph, Effort& effort) {
  Draft draft{std::vector<std::uint8_t>(graph.edge_count(), 0),
              std::vector<NodeIndex>(graph.node_count(), invalid_id),
              std::vector<Millimetres>(graph.node_count(), unreachable)};
  find_bridges(graph, effort, draft);
  find_stems(graph, effort, draft);
  return Cycles{std::move(draft.bridge), std::move(draft.component), std::move(draft.stem)};
}

}  // namespace loopgenie
