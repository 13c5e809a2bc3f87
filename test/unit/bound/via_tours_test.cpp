// The shortest tours by way of nodes and edges, against every order of them and every way through.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "brute_force.hpp"
#include "loop/bound/via_tours.hpp"

namespace loopgenie::test {
namespace {

constexpr Millimetres too_long = unreachable / 64;

// Between all nodes, by Floyd and Warshall.
std::vector<std::vector<Millimetres>> distances(const Graph& graph) {
  const std::size_t count = graph.node_count();
  std::vector<std::vector<Millimetres>> ways(count, std::vector<Millimetres>(count, too_long));
  for (std::size_t i = 0; i < count; ++i) ways[i][i] = 0;
  for (const Edge& edge : graph.edges()) {
    if (edge.only_forth && edge.only_back) continue;
    ways[edge.source][edge.target] = std::min(ways[edge.source][edge.target], edge.length);
    ways[edge.target][edge.source] = ways[edge.source][edge.target];
  }
  for (std::size_t by = 0; by < count; ++by) {
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = 0; j < count; ++j) {
        ways[i][j] = std::min(ways[i][j], ways[i][by] + ways[by][j]);
      }
    }
  }
  return ways;
}

Millimetres by_every_order(const Graph& graph, NodeIndex start, const std::vector<Via>& vias) {
  const std::vector<std::vector<Millimetres>> ways = distances(graph);
  std::vector<std::size_t> order(vias.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Millimetres shortest = unreachable;
  do {
    for (unsigned turned = 0; turned < 1u << vias.size(); ++turned) {
      NodeIndex here = start;
      Millimetres length = 0;
      for (const std::size_t i : order) {
        NodeIndex enter = vias[i].node;
        NodeIndex leave = vias[i].node;
        if (!vias[i].is_node()) {
          const Edge& edge = graph.edge(vias[i].edge);
          enter = (turned >> i & 1) != 0 ? edge.target : edge.source;
          leave = other_end(edge, enter);
          length += edge.length;
        }
        length += ways[here][enter];
        here = leave;
      }
      length += ways[here][start];
      if (length < too_long) shortest = std::min(shortest, length);
    }
  } while (std::next_permutation(order.begin(), order.end()));
  return shortest;
}

TEST(ViaTours, AreAsShortAsTheBestOfAllOrders) {
  int reached = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Case drawn = random_case(seed, 14);
    const Network network = drawn.map.network();
    const Graph& graph = network.graph();
    Random random(seed);
    std::vector<Via> vias;
    for (int i = 1 + random.below(4); i > 0; --i) {
      const Via via =
          random.below(2) == 0
              ? Via{static_cast<NodeIndex>(random.below(static_cast<int>(graph.node_count()))),
                    invalid_id}
              : Via{invalid_id,
                    static_cast<EdgeIndex>(random.below(static_cast<int>(graph.edge_count())))};
      if (std::find(vias.begin(), vias.end(), via) == vias.end()) vias.push_back(via);
    }
    Effort effort(unlimited_effort);
    const Mask mask(graph);
    std::vector<Via> twice = vias;
    twice.push_back(vias.front());
    const ViaTours tours(graph, twice, mask, 2 * too_long, effort);
    for (NodeIndex start = 0; start < graph.node_count(); ++start) {
      const Millimetres shortest = tours.shortest(start);
      EXPECT_EQ(shortest, by_every_order(graph, start, vias));
      if (shortest == unreachable) continue;
      ++reached;
      for (const std::vector<ViaTours::Stop>& stops : tours.tours(start, 3)) {
        ASSERT_EQ(stops.size(), vias.size());
        for (const Via& via : vias) {
          EXPECT_TRUE(std::any_of(stops.begin(), stops.end(), [&](const ViaTours::Stop& stop) {
            return via.is_node() ? stop.edge == invalid_id && stop.enter == via.node
                                 : stop.edge == via.edge;
          }));
        }
      }
    }
  }
  EXPECT_GT(reached, 300);
}

}  // namespace
}  // namespace loopgenie::test
