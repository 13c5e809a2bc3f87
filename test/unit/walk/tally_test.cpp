// The measure of a walk in order against the measure of its uses, on random multigraphs.
#include "loop/walk/tally.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "random.hpp"

namespace loopgenie::test {
namespace {

Graph random_graph(Random& random) {
  const int nodes = 1 + random.below(8);
  std::vector<Edge> edges;
  for (int i = random.below(3 * nodes); i >= 0; --i) {
    const Millimetres length = 1 + random.below(50);
    edges.push_back(Edge{static_cast<NodeIndex>(random.below(nodes)),
                         static_cast<NodeIndex>(random.below(nodes)), length,
                         random.below(static_cast<int>(length) + 1), random.below(9)});
  }
  return Graph(static_cast<NodeIndex>(nodes), std::move(edges));
}

std::vector<Arc> random_walk(const Graph& graph, Random& random) {
  std::vector<Arc> walk;
  NodeIndex node = graph.edge(0).source;
  for (int steps = 1 + random.below(20); steps > 0; --steps) {
    const Graph::ArcRange arcs = graph.arcs(node);
    walk.push_back(arcs.begin()[random.below(static_cast<int>(arcs.size()))]);
    node = walk.back().head;
  }
  return walk;
}

bool walks_thrice(const std::vector<EdgeIndex>& traversed) {
  return std::any_of(traversed.begin(), traversed.end(), [&](EdgeIndex edge) {
    return std::count(traversed.begin(), traversed.end(), edge) > 2;
  });
}

TEST(Tally, MeasuresWalksAsTheirUsesAreMeasured) {
  Random random(7);
  int thrice = 0;
  for (int i = 0; i < 500; ++i) {
    const Graph graph = random_graph(random);
    Tally tally(graph);
    for (int again = 0; again < 5; ++again) {
      const std::vector<Arc> walk = random_walk(graph, random);
      std::vector<EdgeIndex> traversed;
      for (const Arc& arc : walk) traversed.push_back(arc.edge);
      const std::optional<Measure> found = tally.measure_of(walk);
      ASSERT_EQ(found.has_value(), !walks_thrice(traversed));
      thrice += !found;
      if (!found) continue;
      Effort effort(unlimited_effort);
      const Measure expected = measure_of(graph, fold_uses(traversed), effort);
      EXPECT_EQ(found->length, expected.length);
      EXPECT_EQ(found->repeated, expected.repeated);
      EXPECT_EQ(found->dullness, expected.dullness);
      EXPECT_EQ(found->crossings, expected.crossings);
      EXPECT_EQ(found->climb_cm, expected.climb_cm);
    }
  }
  EXPECT_GT(thrice, 100);
  EXPECT_LT(thrice, 2400);
}

}  // namespace
}  // namespace loopgenie::test
