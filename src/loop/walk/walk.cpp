#include "loop/walk/walk.hpp"

#include <algorithm>
#include <unordered_map>

#include "loop/walk/orientation.hpp"

namespace loopgenie {
namespace {

struct Passage {
  Arc arc;
  std::size_t traversal;  // index
};

// The traversals that may leave each node: a directed one leaves its tail alone.
using Passages = std::unordered_map<NodeIndex, std::vector<Passage>>;

struct Visit {
  NodeIndex node;
  Arc entered_by;
};

std::vector<Arc> follow(NodeIndex start, Passages& passages, std::size_t traversals) {
  std::vector<std::uint8_t> done(traversals, 0);
  const auto next_passage = [&](const Visit& visit) -> const Passage* {
    const Passage* turn_round = nullptr;
    for (const Passage& passage : passages[visit.node]) {
      if (done[passage.traversal]) continue;
      if (passage.arc.edge != visit.entered_by.edge) return &passage;
      turn_round = &passage;
    }
    return turn_round;
  };

  std::vector<Visit> open{Visit{start, Arc{start, invalid_id, false}}};
  std::vector<Arc> walk;  // from its end
  while (!open.empty()) {
    if (const Passage* passage = next_passage(open.back())) {
      done[passage->traversal] = 1;
      open.push_back(Visit{passage->arc.head, passage->arc});
    } else {
      if (open.size() > 1) walk.push_back(open.back().entered_by);
      open.pop_back();
    }
  }
  std::reverse(walk.begin(), walk.end());
  return walk;
}

std::vector<Arc> order_either_way(const Graph& graph, NodeIndex start, const Uses& uses) {
  Passages passages;
  std::size_t traversals = 0;
  for (const Use& use : uses) {
    const Edge& edge = graph.edge(use.edge);
    for (int i = 0; i < use.times; ++i, ++traversals) {
      passages[edge.source].push_back({Arc{edge.target, use.edge, false}, traversals});
      if (edge.source == edge.target) continue;
      passages[edge.target].push_back({Arc{edge.source, use.edge, true}, traversals});
    }
  }
  return follow(start, passages, traversals);
}

std::vector<Arc> order_directed(const Graph& graph, NodeIndex start, std::vector<Arc> arcs) {
  std::sort(arcs.begin(), arcs.end(), [](const Arc& a, const Arc& b) { return a.edge < b.edge; });
  Passages passages;
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    passages[tail_of(graph, arcs[i])].push_back({arcs[i], i});
  }
  return follow(start, passages, arcs.size());
}

}  // namespace

std::optional<std::vector<Arc>> order_walk(const Graph& graph, NodeIndex start, const Uses& uses) {
  std::vector<Arc> walk = order_either_way(graph, start, uses);
  if (!has_one_way(graph, uses)) return walk;
  if (!orient(graph, walk)) return std::nullopt;
  return order_directed(graph, start, std::move(walk));
}

bool can_be_walked(const Graph& graph, NodeIndex start, const Uses& uses) {
  if (!has_one_way(graph, uses)) return true;
  std::vector<Arc> walk = order_either_way(graph, start, uses);
  return orient(graph, walk);
}

}  // namespace loopgenie
