// The orders of a walk against all that there are.
#include <gtest/gtest.h>

#include <numeric>
#include <set>

#include "loop/walk/tours.hpp"
#include "loop/walk/walk.hpp"
#include "random.hpp"

namespace loopgenie::test {
namespace {

using Order = std::vector<std::pair<EdgeIndex, bool>>;

// Every closed walk from `start` with so many uses of each edge.
class AllOrders {
 public:
  AllOrders(const Graph& graph, NodeIndex start, std::vector<int> uses)
      : graph_(graph), start_(start), left_(std::move(uses)) {
    for (const int times : left_) steps_left_ += times;
    go_on(start);
  }
  const std::set<Order>& orders() const { return orders_; }

 private:
  void go_on(NodeIndex node) {
    if (steps_left_ == 0) {
      if (node == start_) orders_.insert(order_);
      return;
    }
    for (const Arc& arc : graph_.arcs(node)) {
      const Edge& edge = graph_.edge(arc.edge);
      if (left_[arc.edge] == 0 || (arc.reversed ? edge.only_forth : edge.only_back)) continue;
      --left_[arc.edge], --steps_left_;
      order_.emplace_back(arc.edge, arc.reversed);
      go_on(arc.head);
      order_.pop_back();
      ++left_[arc.edge], ++steps_left_;
    }
  }

  const Graph& graph_;
  NodeIndex start_;
  std::vector<int> left_;
  int steps_left_ = 0;
  Order order_;
  std::set<Order> orders_;
};

TEST(Tours, AreAllOrdersThatThereAre) {
  int several = 0;
  for (std::uint64_t seed = 1; seed <= 3000 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    const int nodes = 2 + random.below(4);
    std::vector<Edge> edges;
    Uses uses;
    for (EdgeIndex i = 0; i < static_cast<EdgeIndex>(2 + random.below(5)); ++i) {
      Edge edge{static_cast<NodeIndex>(random.below(nodes)),
                static_cast<NodeIndex>(random.below(nodes)), 1000, 0};
      edge.only_forth = random.below(6) == 0;
      edges.push_back(edge);
      const int times = random.below(3);
      if (times > 0) uses.push_back(Use{i, static_cast<std::uint8_t>(times)});
    }
    const Graph graph(static_cast<NodeIndex>(nodes), edges);
    std::vector<int> wanted(edges.size(), 0);
    for (const Use& use : uses) wanted[use.edge] = use.times;
    if (std::accumulate(wanted.begin(), wanted.end(), 0) > 7) continue;  // more have too many
    const AllOrders all(graph, 0, wanted);
    if (all.orders().empty()) continue;
    Effort effort(unlimited_effort);
    const std::optional<std::vector<Arc>> walk = order_walk(graph, 0, uses, effort);
    ASSERT_TRUE(walk.has_value());
    std::set<Order> shown;
    for_each_tour(graph, 0, *walk, 100'000, effort, [&](const std::vector<Arc>& tour) {
      Order order;
      for (const Arc& arc : tour) order.emplace_back(arc.edge, arc.reversed);
      shown.insert(order);
      return false;
    });
    if (all.orders().size() > 2) ++several;
    for (const Order& order : all.orders()) EXPECT_EQ(shown.count(order), 1u);
    // The first is what was given, even where that goes against an edge.
    EXPECT_LE(shown.size(), all.orders().size() + 1);
  }
  EXPECT_GT(several, 100);
}

TEST(Tours, AreNoMoreThanWereAskedFor) {
  const Graph rings(1, std::vector<Edge>(4, Edge{0, 0, 1000, 0}));
  const std::vector<Arc> walk{{0, 0, false}, {0, 1, false}, {0, 2, false}, {0, 3, false}};
  for (const std::size_t most : {1, 2, 5}) {
    std::size_t shown = 0;
    Effort effort(unlimited_effort);
    for_each_tour(rings, 0, walk, most, effort, [&](const std::vector<Arc>&) {
      ++shown;
      return false;
    });
    EXPECT_EQ(shown, most);
  }
}

}  // namespace
}  // namespace loopgenie::test
