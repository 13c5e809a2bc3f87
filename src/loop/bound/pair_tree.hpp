// The cheapest pairs of paths from one node to every other.
//
// A closed walk through the start and some node is a pair of paths between them, and an edge
// that both walk is dearer the second time. So the cheapest pair bounds what it costs to go
// to the node and come back, tighter than twice the cheapest path: two ways out of a valley
// are not as good as the better one.
//
// Source: Suurballe and Tarjan, A quick method for finding shortest pairs of disjoint paths,
// Networks 14 (1984). Every edge has a second copy here, at the price of a second walk, so
// that pairs always exist.
#pragma once

#include <vector>

#include "loop/base/effort.hpp"
#include "loop/network/graph.hpp"
#include "loop/bound/path_tree.hpp"
#include "loop/base/zeroed.hpp"

namespace loopgenie {

class PairTree {
 public:
  explicit PairTree(const Graph& graph) : graph_(graph), states_(graph.node_count()) {}

  // Pairs to all nodes of the tree of cheapest paths, over nodes of the tree. `once` gives the
  // Millimetres of an edge by which the tree was grown, `again` those of its second walk, never
  // less. The tree must stay as it is while costs are asked for.
  template <typename Once, typename Again>
  void grow(const PathTree& tree, const Once& once, const Again& again, Effort& effort) {
    plant(tree);
    const auto reduced = [&](NodeIndex from, const Arc& arc, NodeIndex to) {
      const bool in_tree = to != tree.root() && tree.entered_by(to).edge == arc.edge;
      const Millimetres cost = in_tree ? again(arc.edge) : once(arc.edge);
      return cost == unreachable ? unreachable : cost + tree.cost(from) - tree.cost(to);
    };
    while (!queue_.empty()) {
      const NodeIndex node = next_node();
      if (node == invalid_id) break;
      const Millimetres detour = states_[node].detour;
      const std::uint32_t piece = states_[node].piece;
      const Graph::ArcRange arcs = graph_.arcs(node);
      effort.spend(2 * arcs.size());
      for (const Arc& arc : arcs) {
        if (!open(arc.head) || states_[arc.head].piece != piece) continue;
        shorten(node, node, arc, detour + reduced(node, arc, arc.head));
      }
      // An edge counts once: when its ends come to lie in different pieces.
      const std::uint32_t first_new = pieces_;
      for (const NodeIndex x : break_at(node)) {
        effort.spend(2 * graph_.arcs(x).size());
        for (const Arc& arc : graph_.arcs(x)) {
          if (!open(arc.head)) continue;
          const std::uint32_t other = states_[arc.head].piece;
          if (other == states_[x].piece || (other != piece && other < first_new)) continue;
          shorten(node, x, arc, detour + reduced(x, arc, arc.head));
          shorten(node, arc.head, turned(arc, x), detour + reduced(arc.head, arc, x));
        }
      }
    }
  }

  // Of both paths together; unreachable where the tree did not come.
  Millimetres cost(NodeIndex node) const {
    return tree_->reaches(node) ? 2 * tree_->cost(node) + states_[node].detour : unreachable;
  }
  // Of both paths together, for a node of the tree.
  Millimetres length(NodeIndex node) const {
    return 2 * tree_->length(node) + states_[node].detour_length;
  }
  // The closed walk there by one of the paths and back by the other.
  std::vector<Arc> walk(NodeIndex node) const;

 private:
  // Finished nodes are taken out of the tree, which falls into pieces.
  struct State {
    Millimetres detour;         // by which the second path is dearer than the first
    Millimetres detour_length;  // and longer
    Arc entered_by;             // the arc beside the tree which that takes last, and the node
    NodeIndex after;            // whose pair it takes before
    NodeIndex first_child;
    NodeIndex next_sibling;
    std::uint32_t piece;
    bool open;  // not finished
  };
  struct Visit {
    NodeIndex node;
    NodeIndex from;
  };
  using Entry = std::pair<Millimetres, NodeIndex>;

  bool open(NodeIndex node) const { return states_[node].open; }
  void plant(const PathTree& tree);
  NodeIndex next_node();
  void shorten(NodeIndex after, NodeIndex tail, const Arc& arc, Millimetres detour);
  const std::vector<NodeIndex>& break_at(NodeIndex node);
  template <typename Visitor>
  void visit_neighbours(NodeIndex node, const Visitor& visitor) const;

  const Graph& graph_;
  const PathTree* tree_ = nullptr;
  Zeroed<State> states_;
  std::uint32_t pieces_ = 0;
  std::vector<NodeIndex> planted_;
  std::vector<NodeIndex> broken_off_;
  std::vector<std::vector<Visit>> parts_;
  std::vector<Entry> queue_;
};

}  // namespace loopgenie
