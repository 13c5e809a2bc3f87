#include "loop/exact/frontier_order.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace loopgenie {
namespace {

// Decides nodes one after the other: always the one next to the decided part that leaves
// the fewest new nodes open; among those, the one that has been open for longest.
std::vector<NodeIndex> grow_from(const Graph& graph, NodeIndex seed, Effort& effort) {
  const NodeIndex count = graph.node_count();
  std::vector<NodeIndex> order;
  std::vector<bool> decided(count, false);
  std::vector<std::uint32_t> opened(count, invalid_id);
  std::vector<std::uint32_t> undecided_open(count, 0);  // neighbours that would newly open
  using Choice = std::tuple<std::uint32_t, std::uint32_t, NodeIndex>;
  std::set<Choice> choices;
  std::uint32_t clock = 0;

  const auto newly_open = [&](NodeIndex node) {
    std::uint32_t opens = 0;
    for (const Arc& arc : graph.arcs(node)) {
      effort.spend(1);
      if (opened[arc.head] == invalid_id) ++opens;
    }
    return opens;
  };
  const auto open = [&](NodeIndex node) {
    opened[node] = clock++;
    for (const Arc& arc : graph.arcs(node)) {
      const NodeIndex near = arc.head;
      if (decided[near] || opened[near] == invalid_id || near == node) continue;
      choices.erase(Choice{undecided_open[near], opened[near], near});
      choices.insert(Choice{--undecided_open[near], opened[near], near});
    }
    undecided_open[node] = newly_open(node);
    choices.insert(Choice{undecided_open[node], opened[node], node});
  };

  open(seed);
  while (!choices.empty()) {
    const NodeIndex node = std::get<2>(*choices.begin());
    choices.erase(choices.begin());
    decided[node] = true;
    order.push_back(node);
    for (const Arc& arc : graph.arcs(node)) {
      effort.spend(1);
      if (opened[arc.head] == invalid_id) open(arc.head);
    }
  }
  return order;
}

// An edge is decided when the later of its two ends is reached.
std::vector<EdgeIndex> edges_in_order(const Graph& graph, const std::vector<NodeIndex>& nodes) {
  std::vector<std::uint32_t> rank(graph.node_count(), invalid_id);
  for (std::uint32_t i = 0; i < nodes.size(); ++i) rank[nodes[i]] = i;
  std::vector<EdgeIndex> edges;
  for (const NodeIndex node : nodes) {
    const std::size_t first = edges.size();
    for (const Arc& arc : graph.arcs(node)) {
      const bool self_loop = arc.head == node;
      if (self_loop ? !arc.reversed : rank[arc.head] < rank[node]) edges.push_back(arc.edge);
    }
    std::sort(edges.begin() + static_cast<std::ptrdiff_t>(first), edges.end());
  }
  return edges;
}

FrontierOrder assign_slots(const Graph& graph, const std::vector<EdgeIndex>& edges) {
  FrontierOrder order;
  std::vector<std::uint32_t> undecided(graph.node_count());
  for (NodeIndex node = 0; node < graph.node_count(); ++node) undecided[node] = graph.degree(node);
  std::vector<std::uint32_t> slot(graph.node_count(), invalid_id);
  std::set<std::uint32_t> free_slots;
  const auto slot_of = [&](NodeIndex node) {
    if (slot[node] == invalid_id) {
      if (free_slots.empty()) free_slots.insert(order.width++);
      slot[node] = *free_slots.begin();
      free_slots.erase(free_slots.begin());
    }
    return static_cast<std::uint8_t>(std::min<std::uint32_t>(slot[node], 255));
  };
  for (const EdgeIndex i : edges) {
    const Edge& edge = graph.edge(i);
    Step step{i, slot_of(edge.source), slot_of(edge.target), false, false};
    --undecided[edge.source];
    --undecided[edge.target];
    step.source_retires = undecided[edge.source] == 0;
    step.target_retires = undecided[edge.target] == 0 && edge.target != edge.source;
    if (step.source_retires) free_slots.insert(slot[edge.source]);
    if (step.target_retires) free_slots.insert(slot[edge.target]);
    order.steps.push_back(step);
  }
  return order;
}

// The number of states grows with a power of the width: what an order will cost.
double weigh(const Graph& graph, const std::vector<EdgeIndex>& edges) {
  std::vector<std::uint32_t> undecided(graph.node_count());
  for (NodeIndex node = 0; node < graph.node_count(); ++node) undecided[node] = graph.degree(node);
  double weight = 0;
  int open = 0;
  for (const EdgeIndex i : edges) {
    for (const NodeIndex end : {graph.edge(i).source, graph.edge(i).target}) {
      if (undecided[end] == graph.degree(end)) ++open;
      if (--undecided[end] == 0) --open;
    }
    weight += std::pow(3.0, std::min(open, 40));
  }
  return weight;
}

}  // namespace

FrontierOrder find_frontier_order(const Graph& graph, NodeIndex start, Effort& effort) {
  std::vector<EdgeIndex> best = edges_in_order(graph, grow_from(graph, start, effort));
  if (best.empty()) return {};
  double best_weight = weigh(graph, best);
  // Seeds at the far ends of what was found so far: a sweep across beats rings around.
  for (int attempt = 0; attempt < 3; ++attempt) {
    const NodeIndex seed = graph.edge(best.back()).target;
    std::vector<EdgeIndex> edges = edges_in_order(graph, grow_from(graph, seed, effort));
    const double weight = weigh(graph, edges);
    if (weight >= best_weight) break;
    best_weight = weight;
    best = std::move(edges);
  }
  return assign_slots(graph, best);
}

}  // namespace loopgenie
