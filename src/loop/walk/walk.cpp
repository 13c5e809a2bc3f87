#include "loop/walk/walk.hpp"

#include <algorithm>
#include <unordered_map>

namespace loopgenie {
namespace {

struct Passage {
  Arc arc;
  std::size_t use;  // index into the uses
};

struct Visit {
  NodeIndex node;
  Arc entered_by;
};

}  // namespace

std::vector<Arc> order_walk(const Graph& graph, NodeIndex start, const Uses& uses) {
  std::unordered_map<NodeIndex, std::vector<Passage>> passages;
  std::vector<int> left;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    const Edge& edge = graph.edge(uses[i].edge);
    left.push_back(uses[i].times);
    passages[edge.source].push_back({Arc{edge.target, uses[i].edge, false}, i});
    if (edge.source != edge.target) {
      passages[edge.target].push_back({Arc{edge.source, uses[i].edge, true}, i});
    }
  }

  const auto next_passage = [&](const Visit& visit) -> const Passage* {
    const Passage* turn_round = nullptr;
    for (const Passage& passage : passages[visit.node]) {
      if (left[passage.use] == 0) continue;
      if (passage.arc.edge != visit.entered_by.edge) return &passage;
      turn_round = &passage;
    }
    return turn_round;
  };

  std::vector<Visit> open{Visit{start, Arc{start, invalid_id, false}}};
  std::vector<Arc> walk;  // from its end
  while (!open.empty()) {
    if (const Passage* passage = next_passage(open.back())) {
      --left[passage->use];
      open.push_back(Visit{passage->arc.head, passage->arc});
    } else {
      if (open.size() > 1) walk.push_back(open.back().entered_by);
      open.pop_back();
    }
  }
  std::reverse(walk.begin(), walk.end());
  return walk;
}

}  // namespace loopgenie
