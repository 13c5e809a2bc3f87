#include "loop/bound/pair_tree.hpp"

#include <algorithm>
#include <functional>
#include <unordered_set>

namespace loopgenie {

void PairTree::plant(const PathTree& tree) {
  for (const NodeIndex node : planted_) states_[node] = State{};
  tree_ = &tree;
  planted_ = tree.settled();
  pieces_ = 1;
  for (const NodeIndex node : planted_) {
    states_[node] = State{unreachable, 0, Arc{}, invalid_id, invalid_id, invalid_id, 0, true};
  }
  for (const NodeIndex node : planted_) {
    if (node == tree.root()) continue;
    NodeIndex& first = states_[tree.parent(node)].first_child;
    states_[node].next_sibling = first;
    first = node;
  }
  queue_.clear();
  states_[tree.root()].detour = 0;
  queue_.emplace_back(0, tree.root());
}

// Takes the open node of the least detour out of the tree; invalid_id when there is none.
NodeIndex PairTree::next_node() {
  while (!queue_.empty()) {
    std::pop_heap(queue_.begin(), queue_.end(), std::greater<Entry>());
    const auto [detour, node] = queue_.back();
    queue_.pop_back();
    if (!open(node) || detour > states_[node].detour) continue;
    states_[node].open = false;
    return node;
  }
  return invalid_id;
}

void PairTree::shorten(NodeIndex after, NodeIndex tail, const Arc& arc, Millimetres detour) {
  State& state = states_[arc.head];
  if (detour >= state.detour) return;
  state.detour = detour;
  state.detour_length = states_[after].detour_length + graph_.edge(arc.edge).length +
                        tree_->length(tail) - tree_->length(arc.head);
  state.entered_by = arc;
  state.after = after;
  queue_.emplace_back(detour, arc.head);
  std::push_heap(queue_.begin(), queue_.end(), std::greater<Entry>());
}

// Each of the two paths follows the tree back, but where it first comes to a node at which a
// detour ends it leaves by the detour, and the other path does not.
std::vector<Arc> PairTree::walk(NodeIndex node) const {
  std::unordered_set<NodeIndex> detours;
  for (NodeIndex x = node; x != tree_->root(); x = states_[x].after) detours.insert(x);
  std::vector<Arc> arcs;
  const auto follow = [&] {
    for (NodeIndex x = node; x != tree_->root();) {
      const Arc& arc = detours.erase(x) > 0 ? states_[x].entered_by : tree_->entered_by(x);
      arcs.push_back(arc);
      x = other_end(graph_.edge(arc.edge), x);
    }
  };
  follow();
  std::reverse(arcs.begin(), arcs.end());
  const auto way_out = static_cast<std::ptrdiff_t>(arcs.size());
  follow();
  std::transform(arcs.begin() + way_out, arcs.end(), arcs.begin() + way_out, [&](const Arc& arc) {
    return turned(arc, other_end(graph_.edge(arc.edge), arc.head));
  });
  return arcs;
}

template <typename Visitor>
void PairTree::visit_neighbours(NodeIndex node, const Visitor& visitor) const {
  if (node != tree_->root() && open(tree_->parent(node))) visitor(tree_->parent(node));
  for (NodeIndex child = states_[node].first_child; child != invalid_id;
       child = states_[child].next_sibling) {
    if (open(child)) visitor(child);
  }
}

// The piece of a finished node breaks into one part for each of its neighbours. The parts are
// walked in step until only one is left, which keeps the name of the piece: so the work is
// that of the smaller parts. Returns their nodes.
const std::vector<NodeIndex>& PairTree::break_at(NodeIndex node) {
  broken_off_.clear();
  std::size_t parts = 0;
  visit_neighbours(node, [&](NodeIndex neighbour) {
    if (parts == parts_.size()) parts_.emplace_back();
    parts_[parts].clear();
    parts_[parts++].push_back(Visit{neighbour, node});
  });
  std::size_t unfinished = parts;
  for (std::size_t step = 0; unfinished > 1; ++step) {
    for (std::size_t i = 0; i < parts && unfinished > 1; ++i) {
      std::vector<Visit>& part = parts_[i];
      if (step >= part.size()) continue;
      const Visit visit = part[step];
      visit_neighbours(visit.node, [&](NodeIndex next) {
        if (next != visit.from) part.push_back(Visit{next, visit.node});
      });
      if (step + 1 < part.size()) continue;
      --unfinished;
      for (const Visit& visited : part) {
        states_[visited.node].piece = pieces_;
        broken_off_.push_back(visited.node);
      }
      ++pieces_;
    }
  }
  return broken_off_;
}

}  // namespace loopgenie
