// The shortest tours by way of places, against every order of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "brute_force.hpp"
#include "loop/bound/via_tours.hpp"

namespace loopgenie::test {
namespace {

Millimetres by_every_order(const ViaTours& tours, NodeIndex start,
                           const std::vector<NodeIndex>& places) {
  std::vector<std::size_t> order(places.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Millimetres shortest = unreachable;
  do {
    const auto way = [&](std::size_t from, NodeIndex to) {
      const PathTree& ways = tours.ways_from(from);
      return ways.reaches(to) ? ways.length(to) : unreachable / 16;
    };
    Millimetres length = way(order.front(), start) + way(order.back(), start);
    for (std::size_t i = 0; i + 1 < order.size(); ++i)
      length += way(order[i], places[order[i + 1]]);
    shortest = std::min(shortest, length);
  } while (std::next_permutation(order.begin(), order.end()));
  return shortest < unreachable / 16 ? shortest : unreachable;
}

TEST(ViaTours, AreAsShortAsTheBestOfAllOrders) {
  int reached = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Case drawn = random_case(seed, 14);
    const Network network = drawn.map.network();
    const Graph& graph = network.graph();
    Random random(seed);
    std::vector<NodeIndex> places;
    for (int i = 1 + random.below(5); i > 0; --i) {
      places.push_back(static_cast<NodeIndex>(random.below(static_cast<int>(graph.node_count()))));
    }
    Effort effort(unlimited_effort);
    const Mask mask(graph);
    const ViaTours tours(graph, places, mask, unreachable / 16, effort);
    for (NodeIndex start = 0; start < graph.node_count(); ++start) {
      const Millimetres shortest = tours.shortest(start);
      EXPECT_EQ(shortest, by_every_order(tours, start, places));
      if (shortest == unreachable) continue;
      ++reached;
      for (const std::vector<std::size_t>& order : tours.orders(start, 3)) {
        std::vector<std::size_t> sorted = order;
        std::sort(sorted.begin(), sorted.end());
        ASSERT_EQ(sorted.size(), places.size());
        for (std::size_t i = 0; i < sorted.size(); ++i) EXPECT_EQ(sorted[i], i);
      }
    }
  }
  EXPECT_GT(reached, 300);
}

}  // namespace
}  // namespace loopgenie::test
