#include "loop/network/cycles.hpp"

#include <algorithm>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/undirected_dfs.hpp>
#include <functional>
#include <utility>
#include <vector>

#include "loop/base/fill.hpp"
#include "loop/network/graph_model.hpp"

namespace loopgenie {
namespace {

struct Draft {
  std::vector<std::uint8_t> bridge;
  std::vector<NodeIndex> component;
  std::vector<Millimetres> stem;
};

// What the visitors below write to. The library copies a visitor, so each holds a pointer.
struct BridgeSearch {
  const Graph& graph;
  Effort& effort;
  Draft& draft;
  std::vector<std::uint32_t> discovered;
  std::vector<std::uint32_t> lowest;  // discovery that is reached from below a node
  std::vector<Arc> entered_by;
  NodeIndex root = invalid_id;
  std::uint32_t clock = 0;
};

class BridgeVisitor : public boost::default_dfs_visitor {
 public:
  explicit BridgeVisitor(BridgeSearch& search) : search_(&search) {}

  void initialize_vertex(NodeIndex, const Graph&) { search_->effort.poll(1); }
  void start_vertex(NodeIndex node, const Graph&) { search_->root = node; }
  void discover_vertex(NodeIndex node, const Graph&) {
    search_->discovered[node] = search_->lowest[node] = search_->clock++;
    search_->draft.component[node] = search_->root;
  }
  void examine_edge(const Arc&, const Graph&) { search_->effort.spend(1); }
  void tree_edge(const Arc& arc, const Graph&) { search_->entered_by[arc.head] = arc; }
  void back_edge(const Arc& arc, const Graph& graph) {
    lower(source(arc, graph), search_->discovered[arc.head]);
  }
  void finish_vertex(NodeIndex node, const Graph& graph) {
    if (node == search_->draft.component[node]) return;
    const Arc& entered_by = search_->entered_by[node];
    const NodeIndex parent = source(entered_by, graph);
    lower(parent, search_->lowest[node]);
    if (search_->lowest[node] > search_->discovered[parent]) {
      search_->draft.bridge[entered_by.edge] = 1;
    }
  }

 private:
  void lower(NodeIndex node, std::uint32_t discovery) {
    search_->lowest[node] = std::min(search_->lowest[node], discovery);
  }

  BridgeSearch* search_;
};

void find_bridges(const Graph& graph, Effort& effort, Draft& draft) {
  const NodeIndex nodes = graph.node_count();
  BridgeSearch search{graph,
                      effort,
                      draft,
                      fill_polling<std::uint32_t>(nodes, 0, effort),
                      fill_polling<std::uint32_t>(nodes, 0, effort),
                      fill_polling(nodes, Arc{}, effort)};
  auto node_colors = fill_polling(nodes, boost::white_color, effort);
  auto edge_colors = fill_polling(graph.edge_count(), boost::white_color, effort);
  boost::undirected_dfs(
      graph, BridgeVisitor(search),
      boost::make_iterator_property_map(node_colors.begin(), get(boost::vertex_index, graph)),
      boost::make_iterator_property_map(edge_colors.begin(), get(boost::edge_index, graph)));
}

class PollingVisitor : public boost::default_dijkstra_visitor {
 public:
  explicit PollingVisitor(Effort& effort) : effort_(&effort) {}
  void discover_vertex(NodeIndex, const Graph&) { effort_->poll(1); }
  void examine_edge(const Arc&, const Graph&) { effort_->spend(1); }

 private:
  Effort* effort_;
};

// Only from the nodes on cycles that bridges leave, and never back to a cycle: most nodes are on
// some, and nearest to themselves.
void find_stems(const Graph& graph, Effort& effort, Draft& draft) {
  auto colors = fill_polling(graph.node_count(), boost::white_color, effort);
  const auto for_each_end = [&](std::uint8_t of_bridges, const auto& act) {
    for (EdgeIndex i = 0; i < graph.edge_count(); ++i) {
      effort.poll(1);
      if (draft.bridge[i] != of_bridges) continue;
      act(graph.edge(i).source);
      act(graph.edge(i).target);
    }
  };
  for_each_end(0, [&](NodeIndex on_cycle) {
    draft.stem[on_cycle] = 0;
    colors[on_cycle] = boost::black_color;
  });
  std::vector<NodeIndex> left_by_bridges;
  for_each_end(1, [&](NodeIndex node) {
    if (colors[node] != boost::black_color) return;
    colors[node] = boost::gray_color;
    left_by_bridges.push_back(node);
  });
  const auto index = get(boost::vertex_index, graph);
  boost::dijkstra_shortest_paths_no_init(
      graph, left_by_bridges.begin(), left_by_bridges.end(), boost::dummy_property_map(),
      boost::make_iterator_property_map(draft.stem.begin(), index), get(boost::edge_weight, graph),
      index, std::less<Millimetres>(), std::plus<Millimetres>(), Millimetres{0},
      PollingVisitor(effort), boost::make_iterator_property_map(colors.begin(), index));
}

}  // namespace

Cycles find_cycles(const Graph& graph, Effort& effort) {
  Draft draft{fill_polling<std::uint8_t>(graph.edge_count(), 0, effort),
              fill_polling<NodeIndex>(graph.node_count(), invalid_id, effort),
              fill_polling<Millimetres>(graph.node_count(), unreachable, effort)};
  find_bridges(graph, effort, draft);
  find_stems(graph, effort, draft);
  return Cycles{std::move(draft.bridge), std::move(draft.component), std::move(draft.stem)};
}

}  // namespace loopgenie
