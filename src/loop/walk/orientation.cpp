#include "loop/walk/orientation.hpp"

#include <algorithm>
#include <map>
#include <queue>

namespace loopgenie {
namespace {

class Orientation {
 public:
  Orientation(const Graph& graph, std::vector<Arc>& arcs, Effort& effort)
      : graph_(graph), arcs_(arcs), effort_(effort) {
    for (const Arc& arc : arcs) excess_[arc.head] = 0;
    for (std::size_t i = 0; i < arcs.size(); ++i) {
      effort_.poll(4);
      const Edge& edge = graph.edge(arcs[i].edge);
      if (edge.is_one_way()) {
        if (edge.only_back != arcs[i].reversed) turn(i);
      } else {
        touching_[edge.source].push_back(i);
        touching_[edge.target].push_back(i);
      }
    }
  }

  bool balance() {
    for (auto& [node, excess] : excess_) {
      while (excess > 0) {
        if (!carry_over(node)) return false;
      }
    }
    return true;
  }

 private:
  NodeIndex tail(std::size_t i) const { return tail_of(graph_, arcs_[i]); }

  void turn(std::size_t i) {
    const NodeIndex tail_before = tail(i);
    excess_[tail_before] -= 2;
    excess_[arcs_[i].head] += 2;
    arcs_[i] = turned(arcs_[i], tail_before);
  }

  // Turns a path of arcs from a node that is left too often to one that is entered too often.
  bool carry_over(NodeIndex from) {
    std::map<NodeIndex, std::size_t> entered_by{{from, arcs_.size()}};
    std::queue<NodeIndex> open;
    open.push(from);
    while (!open.empty()) {
      const NodeIndex node = open.front();
      open.pop();
      effort_.spend(1);
      if (excess_[node] < 0) {
        for (NodeIndex at = node; at != from;) {
          const std::size_t i = entered_by[at];
          at = tail(i);
          turn(i);
        }
        return true;
      }
      for (const std::size_t i : touching_[node]) {
        if (tail(i) == node && entered_by.emplace(arcs_[i].head, i).second)
          open.push(arcs_[i].head);
      }
    }
    return false;
  }

  const Graph& graph_;
  std::vector<Arc>& arcs_;
  Effort& effort_;
  std::map<NodeIndex, std::vector<std::size_t>> touching_;  // arcs that may be turned
  std::map<NodeIndex, int> excess_;  // by which a node is left more often than entered
};

}  // namespace

bool has_one_way(const Graph& graph, const Uses& uses) {
  return std::any_of(uses.begin(), uses.end(),
                     [&](const Use& use) { return graph.edge(use.edge).is_one_way(); });
}

bool orient(const Graph& graph, std::vector<Arc>& walk, Effort& effort) {
  const auto is_no_way = [&](const Arc& arc) {
    return graph.edge(arc.edge).only_forth && graph.edge(arc.edge).only_back;
  };
  if (std::any_of(walk.begin(), walk.end(), is_no_way)) return false;
  return Orientation(graph, walk, effort).balance();
}

}  // namespace loopgenie
