#include "loop/walk/walk.hpp"

#include <algorithm>
#include <unordered_map>

#include "loop/base/sort.hpp"
#include "loop/walk/orientation.hpp"

namespace loopgenie {
namespace {

struct Passage {
  Arc arc;
  std::size_t traversal;  // index
};

// The traversals that may leave a node: a directed one leaves its tail alone.
struct Exits {
  std::vector<Passage> passages;
  std::size_t first_open = 0;  // those before are done
};
using ExitsByNode = std::unordered_map<NodeIndex, Exits>;

struct Visit {
  NodeIndex node;
  Arc entered_by;
};

std::vector<Arc> follow(NodeIndex start, ExitsByNode& exits, std::size_t traversals,
                        Effort& effort) {
  std::vector<std::uint8_t> done(traversals, 0);
  const auto next_passage = [&](const Visit& visit) -> const Passage* {
    Exits& from = exits[visit.node];
    const std::vector<Passage>& all = from.passages;
    while (from.first_open < all.size() && done[all[from.first_open].traversal]) ++from.first_open;
    const Passage* turn_round = nullptr;
    for (std::size_t i = from.first_open; i < all.size(); ++i) {
      if (done[all[i].traversal]) continue;
      if (all[i].arc.edge != visit.entered_by.edge) return &all[i];
      turn_round = &all[i];
    }
    return turn_round;
  };

  std::vector<Visit> open{Visit{start, Arc{start, invalid_id, false}}};
  std::vector<Arc> walk;  // from its end
  while (!open.empty()) {
    effort.poll(4);
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

std::vector<Arc> order_either_way(const Graph& graph, NodeIndex start, const Uses& uses,
                                  Effort& effort) {
  ExitsByNode exits;
  std::size_t traversals = 0;
  for (const Use& use : uses) {
    effort.poll(4);
    const Edge& edge = graph.edge(use.edge);
    for (int i = 0; i < use.times; ++i, ++traversals) {
      exits[edge.source].passages.push_back({Arc{edge.target, use.edge, false}, traversals});
      if (edge.source == edge.target) continue;
      exits[edge.target].passages.push_back({Arc{edge.source, use.edge, true}, traversals});
    }
  }
  return follow(start, exits, traversals, effort);
}

std::vector<Arc> order_directed(const Graph& graph, NodeIndex start, std::vector<Arc> arcs,
                                Effort& effort) {
  sort_polling(arcs, effort, [](const Arc& a, const Arc& b) { return a.edge < b.edge; });
  ExitsByNode exits;
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    exits[tail_of(graph, arcs[i])].passages.push_back({arcs[i], i});
  }
  return follow(start, exits, arcs.size(), effort);
}

}  // namespace

std::optional<std::vector<Arc>> order_walk(const Graph& graph, NodeIndex start, const Uses& uses,
                                           Effort& effort) {
  std::vector<Arc> walk = order_either_way(graph, start, uses, effort);
  if (!has_one_way(graph, uses)) return walk;
  if (!orient(graph, walk, effort)) return std::nullopt;
  return order_directed(graph, start, std::move(walk), effort);
}

bool can_be_walked(const Graph& graph, NodeIndex start, const Uses& uses, Effort& effort) {
  if (!has_one_way(graph, uses)) return true;
  std::vector<Arc> walk = order_either_way(graph, start, uses, effort);
  return orient(graph, walk, effort);
}

}  // namespace loopgenie
