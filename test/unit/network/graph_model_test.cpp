// The graphs are models of Boost.Graph's concepts: any of the library's algorithms runs on them,
// and says the same as ours.
#include "loop/network/graph_model.hpp"

#include <gtest/gtest.h>

#include <boost/graph/bellman_ford_shortest_paths.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/kruskal_min_spanning_tree.hpp>
#include <boost/graph/strong_components.hpp>
#include <map>
#include <set>
#include <vector>

#include "loop/bound/path_tree.hpp"
#include "loop/network/cycles.hpp"
#include "loop/network/network_file.hpp"
#include "loop/network/roads_model.hpp"
#include "map.hpp"
#include "random.hpp"

namespace loopgenie::test {
namespace {

BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<Graph>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<Graph>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<Graph>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyMapConcept<EdgeIndexMap, Arc>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyMapConcept<LengthMap, Arc>));
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<Roads>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<Roads>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<Roads>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyMapConcept<LaneLengthMap, LaneFrom>));

// Parallel edges, self-loops and nodes that nothing touches included.
Graph draw_graph(std::uint64_t seed) {
  Random random(seed);
  const int nodes = 1 + random.below(12);
  std::vector<Edge> edges;
  for (int count = random.below(20); count > 0; --count) {
    edges.push_back(Edge{static_cast<NodeIndex>(random.below(nodes)),
                         static_cast<NodeIndex>(random.below(nodes)), 1 + random.below(1000), 0});
  }
  return Graph(static_cast<NodeIndex>(nodes), std::move(edges));
}

std::size_t count_components(const Graph& graph, EdgeIndex without = invalid_id) {
  std::vector<Edge> edges;
  for (EdgeIndex i = 0; i < graph.edge_count(); ++i) {
    if (i != without) edges.push_back(graph.edge(i));
  }
  const Graph left(graph.node_count(), std::move(edges));
  std::vector<NodeIndex> component(graph.node_count());
  return boost::connected_components(
      left, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, left)));
}

TEST(GraphModelTest, AnEdgeLooksTheSameFromBothItsEnds) {
  const Graph graph(2, {Edge{0, 1, 500, 0}, Edge{0, 0, 700, 0}});
  for (const NodeIndex node : {NodeIndex{0}, NodeIndex{1}}) {
    const auto [first, last] = out_edges(node, graph);
    for (const Arc* arc = first; arc != last; ++arc) {
      EXPECT_EQ(source(*arc, graph), node);
      EXPECT_EQ(get(boost::edge_weight, graph, *arc), graph.edge(arc->edge).length);
    }
  }
  EXPECT_EQ(*out_edges(1, graph).first, *edges(graph).first);
  EXPECT_EQ(out_degree(0, graph), 3u);
}

// An edge is a bridge exactly when there are more components without it.
TEST(GraphModelTest, BridgesAndComponentsAreWhatTheLibraryFinds) {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    const Graph graph = draw_graph(seed);
    Effort effort(unlimited_effort);
    const Cycles cycles = find_cycles(graph, effort);
    const std::size_t components = count_components(graph);
    EXPECT_EQ(std::set<NodeIndex>(cycles.component.begin(), cycles.component.end()).size(),
              components);
    for (EdgeIndex i = 0; i < graph.edge_count(); ++i) {
      EXPECT_EQ(cycles.bridge[i] != 0, count_components(graph, i) > components)
          << "seed " << seed << " edge " << i;
    }
  }
}

TEST(GraphModelTest, PathsAreAsLongAsTheLibrarys) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Graph graph = draw_graph(seed);
    std::vector<Millimetres> distance(graph.node_count(), unreachable);
    const auto distances =
        boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, graph));
    boost::dijkstra_shortest_paths(graph, NodeIndex{0},
                                   boost::distance_map(distances).distance_inf(unreachable));
    Effort effort(unlimited_effort);
    PathTree paths(graph);
    paths.grow(
        0, PathLimits{}, [&](EdgeIndex edge) { return graph.edge(edge).length; },
        [](NodeIndex) { return true; }, effort);
    for (NodeIndex node = 0; node < graph.node_count(); ++node) {
      EXPECT_EQ(paths.cost(node), distance[node]) << "seed " << seed << " node " << node;
    }
  }
}

TEST(GraphModelTest, AlgorithmsRunOnAMappedNetworkAndItsCorridors) {
  Map map(R"(
    a---b---c
    |   |   |
    d---e---f
  )");
  map.trailhead('a');
  Network network = map.network();
  std::vector<std::byte> file;
  write_network(network, [&](const void* bytes, std::size_t size) {
    const auto* const first = static_cast<const std::byte*>(bytes);
    file.insert(file.end(), first, first + size);
  });
  const Network mapped = view_network(file.data(), file.size());
  std::vector<Arc> tree;
  boost::kruskal_minimum_spanning_tree(mapped.graph(), std::back_inserter(tree));
  EXPECT_EQ(tree.size(), 5u);
  tree.clear();
  // a, b and e are left as junctions; four corridors join them.
  boost::kruskal_minimum_spanning_tree(mapped.corridors().graph(), std::back_inserter(tree));
  EXPECT_EQ(tree.size(), num_vertices(mapped.corridors().graph()) - 1);
}

TEST(RoadsModelTest, LanesAreDirected) {
  Effort effort(unlimited_effort);
  // A street there and back, and a one-way street onwards.
  const Roads roads({RoadRow{1, 2, 100, false}, RoadRow{2, 3, 50, true}}, effort);
  EXPECT_EQ(num_edges(roads), 3u);
  const auto [first, last] = edges(roads);
  double total_m = 0;
  for (auto lane = first; lane != last; ++lane) total_m += get(boost::edge_weight, roads, *lane);
  EXPECT_DOUBLE_EQ(total_m, 250);
  std::vector<RoadNode> component(num_vertices(roads));
  EXPECT_EQ(
      boost::strong_components(roads, boost::make_iterator_property_map(
                                          component.begin(), get(boost::vertex_index, roads))),
      2);
}

}  // namespace
}  // namespace loopgenie::test
