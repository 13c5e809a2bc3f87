#include "loop/network/graph.hpp"

#include <utility>

namespace loopgenie {

Graph::Graph(NodeIndex node_count, std::vector<Edge> edges) {
  Effort unlimited(unlimited_effort);
  *this = Graph(node_count, std::move(edges), unlimited);
}

Graph::Graph(NodeIndex node_count, std::vector<Edge> edges, Effort& effort)
    : edges_(std::move(edges)) {
  std::vector<std::uint32_t> first_out(node_count + std::size_t{1}, 0);
  for (const Edge& edge : edges_) {
    effort.spend(1);
    ++first_out[edge.source + 1];
    ++first_out[edge.target + 1];
  }
  for (NodeIndex node = 0; node < node_count; ++node) first_out[node + 1] += first_out[node];

  std::vector<Arc> arcs(2 * edges_.size());
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
