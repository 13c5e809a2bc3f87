// Cheapest pairs of paths against flows of two units, on random multigraphs.
#include "loop/bound/pair_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

#include "random.hpp"

namespace loopgenie::test {
namespace {

Graph random_graph(Random& random) {
  const int nodes = 2 + random.below(20);
  std::vector<Edge> edges;
  for (int i = random.below(3 * nodes); i >= 0; --i) {
    const Millimetres length = 1 + random.below(50);
    edges.push_back(Edge{static_cast<NodeIndex>(random.below(nodes)),
                         static_cast<NodeIndex>(random.below(nodes)), length,
                         random.below(static_cast<int>(length) + 1)});
  }
  return Graph(static_cast<NodeIndex>(nodes), std::move(edges));
}

// The cost of two units from one node to another, each sent along the cheapest path of what
// the units before it have left (Bellman and Ford's paths: costs may be negative there).
Millimetres cost_of_two(const Graph& graph, NodeIndex from, NodeIndex to) {
  // Units on each edge, by direction.
  std::vector<std::array<int, 2>> flow(graph.edge_count(), {0, 0});
  Millimetres total = 0;
  for (int unit = 0; unit < 2; ++unit) {
    std::vector<Millimetres> cost(graph.node_count(), unreachable);
    std::vector<Arc> entered(graph.node_count());
    std::vector<bool> undoes(graph.node_count());
    cost[from] = 0;
    for (NodeIndex round = 0; round < graph.node_count(); ++round) {
      for (NodeIndex node = 0; node < graph.node_count(); ++node) {
        if (cost[node] == unreachable) continue;
        for (const Arc& arc : graph.arcs(node)) {
          const auto price = [&](int walk) {
            return walk == 1 ? graph.edge(arc.edge).dullness : graph.edge(arc.edge).length;
          };
          const int there = flow[arc.edge][arc.reversed];
          const int back = flow[arc.edge][!arc.reversed];
          const auto improve = [&](Millimetres next, bool undo) {
            if (next >= cost[arc.head]) return;
            cost[arc.head] = next;
            entered[arc.head] = arc;
            undoes[arc.head] = undo;
          };
          if (there < 2) improve(cost[node] + price(there + 1), false);
          if (back > 0) improve(cost[node] - price(back), true);
        }
      }
    }
    if (cost[to] == unreachable) return unreachable;
    total += cost[to];
    for (NodeIndex node = to; node != from;) {
      const Arc& arc = entered[node];
      flow[arc.edge][undoes[node] ? !arc.reversed : arc.reversed] += undoes[node] ? -1 : 1;
      node = other_end(graph.edge(arc.edge), node);
    }
  }
  return total;
}

// What a closed walk costs when the second time on an edge is dearer; -1 if it is not one.
Millimetres cost_of_walk(const Graph& graph, NodeIndex start, const std::vector<Arc>& walk) {
  std::vector<int> times(graph.edge_count());
  Millimetres total = 0;
  NodeIndex at = start;
  for (const Arc& arc : walk) {
    const Edge& edge = graph.edge(arc.edge);
    if ((arc.reversed ? edge.target : edge.source) != at) return -1;
    at = arc.reversed ? edge.source : edge.target;
    if (at != arc.head) return -1;
    total += times[arc.edge]++ == 0 ? edge.dullness : edge.length;
  }
  return at == start ? total : -1;
}

TEST(PairTree, CostsWhatAFlowOfTwoUnitsCosts) {
  Effort effort(unlimited_effort);
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    Random random(seed);
    const Graph graph = random_graph(random);
    const auto once = [&](EdgeIndex i) { return graph.edge(i).dullness; };
    const auto again = [&](EdgeIndex i) { return graph.edge(i).length; };
    PathTree paths(graph);
    PairTree pairs(graph);
    for (int root = 0; root < 2; ++root) {  // twice: what the first left is forgotten
      const auto start = static_cast<NodeIndex>(random.below(static_cast<int>(graph.node_count())));
      paths.grow(
          start, PathLimits{}, once, [](NodeIndex) { return true; }, effort);
      pairs.grow(paths, once, again, effort);
      for (NodeIndex node = 0; node < graph.node_count(); ++node) {
        if (node == start) continue;
        EXPECT_EQ(pairs.cost(node), cost_of_two(graph, start, node)) << "seed " << seed;
        if (!paths.reaches(node)) continue;
        const std::vector<Arc> walk = pairs.walk(node);
        Millimetres length = 0;
        for (const Arc& arc : walk) length += graph.edge(arc.edge).length;
        EXPECT_EQ(pairs.length(node), length) << "seed " << seed;
        EXPECT_EQ(cost_of_walk(graph, start, walk), pairs.cost(node)) << "seed " << seed;
      }
    }
  }
}

}  // namespace
}  // namespace loopgenie::test
