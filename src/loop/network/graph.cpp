#include "loop/network/graph.hpp"

#include <utility>

#include "loop/base/fill.hpp"

namespace loopgenie {

Graph::Graph(NodeIndex node_count, std::vector<Edge> edges) {
  Effort unlimited(unlimited_effort);
  *this = Graph(node_count, std::move(edges), unlimited);
}

Graph::Graph(NodeIndex node_count, std::vector<Edge> edges, Effort& effort)
    : edges_(std::move(edges)) {
  auto first_out = fill_polling<std::uint32_t>(node_count + std::size_t{1}, 0, effort);
  for (const Edge& edge : edges_) {
    effort.spend(1);
    ++first_out[edge.source + 1];
    ++first_out[edge.target + 1];
  }
  for (NodeIndex node = 0; node < node_count; ++node) {
    effort.poll(1);
    first_out[node + 1] += first_out[node];
  }

  std::vector<Arc> arcs = fill_polling(2 * edges_.size(), Arc{}, effort);
  std::vector<std::uint32_t> next(first_out.begin(), first_out.end() - 1);
  for (EdgeIndex i = 0; i < edges_.size(); ++i) {
    effort.spend(1);
    const Edge& edge = edges_[i];
    arcs[next[edge.source]++] = Arc{edge.target, i, false};
    arcs[next[edge.target]++] = Arc{edge.source, i, true};
  }
  first_out_ = std::move(first_out);
  arcs_ = std::move(arcs);
}

}  // namespace loopgenie
