// What our own graph code gains over Boost.Graph's on the same arrays: `make bench-graph`. The
// network is made up: a square grid with a third of its edges left out.
#include <benchmark/benchmark.h>

#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <functional>
#include <random>
#include <vector>

#include "loop/base/zeroed.hpp"
#include "loop/bound/path_tree.hpp"
#include "loop/network/graph_model.hpp"

namespace loopgenie {
namespace {

constexpr NodeIndex side = 1000;
constexpr int left_out_percent = 35;

Graph make_grid() {
  std::mt19937 random(1);
  std::vector<Edge> edges;
  for (NodeIndex y = 0; y < side; ++y) {
    for (NodeIndex x = 0; x < side; ++x) {
      const NodeIndex node = y * side + x;
      for (const bool across : {true, false}) {
        const Millimetres length = 50'000 + random() % 200'000;
        if (random() % 100 < left_out_percent || (across ? x : y) + 1 == side) continue;
        edges.push_back(Edge{node, across ? node + 1 : node + side, length, 0});
      }
    }
  }
  return Graph(side * side, std::move(edges));
}

const Graph& grid() {
  static const Graph graph = make_grid();
  return graph;
}

constexpr NodeIndex root = side / 2 * side + side / 2;

void own_path_tree(benchmark::State& state) {
  const PathLimits limits{unreachable, state.range(0)};
  Effort effort(unlimited_effort);
  PathTree paths(grid());
  for (auto _ : state) {
    paths.grow(
        root, limits, [](EdgeIndex edge) { return grid().edge(edge).length; },
        [](NodeIndex) { return true; }, effort);
  }
  state.counters["nodes"] = static_cast<double>(paths.settled().size());
}

// Zero stands for out of reach, so that the library needs no initialised array either.
struct CostMap {
  using key_type = NodeIndex;
  using value_type = Millimetres;
  using reference = Millimetres;
  using category = boost::read_write_property_map_tag;

  Zeroed<Millimetres>* cost_and_1;

  friend Millimetres get(const CostMap& map, NodeIndex node) {
    const Millimetres cost_and_1 = (*map.cost_and_1)[node];
    return cost_and_1 == 0 ? unreachable : cost_and_1 - 1;
  }
  friend void put(const CostMap& map, NodeIndex node, Millimetres cost) {
    (*map.cost_and_1)[node] = cost + 1;
  }
};

void library_path_tree(benchmark::State& state) {
  const Millimetres limit = state.range(0);
  for (auto _ : state) {
    Zeroed<Millimetres> costs(grid().node_count());
    const CostMap cost{&costs};
    put(cost, root, 0);
    boost::dijkstra_shortest_paths_no_color_map_no_init(
        grid(), root, boost::dummy_property_map(), cost, get(boost::edge_weight, grid()),
        get(boost::vertex_index, grid()), std::less<Millimetres>(),
        [limit](Millimetres so_far, Millimetres length) {
          return so_far + length <= limit ? so_far + length : unreachable;
        },
        unreachable, Millimetres{0}, boost::default_dijkstra_visitor());
  }
}

constexpr Millimetres two_km = 2'000'000;
constexpr Millimetres eight_km = 8'000'000;

BENCHMARK(own_path_tree)->Arg(two_km)->Arg(eight_km)->Unit(benchmark::kMicrosecond);
BENCHMARK(library_path_tree)->Arg(two_km)->Arg(eight_km)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace loopgenie

BENCHMARK_MAIN();
