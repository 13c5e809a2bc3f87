#include "graph.hpp"

#include <utility>

namespace loopgenie {

Graph::Graph(NodeIndex node_count, std::vector<Edge> edges)
    : edges_(std::move(edges)), first_out_(node_count + std::size_t{1}, 0) {
  for (const Edge& edge : edges_) {
    ++first_out_[edge.source + 1];
    ++first_out_[edge.target + 1];
  }
  for (NodeIndex node = 0; node < node_count; ++node) first_out_[node + 1] += first_out_[node];

  arcs_.resize(2 * edges_.size());
  std::vector<std::uint32_t> next(first_out_.begin(), first_out_.end() - 1);
  for (EdgeIndex i = 0; i < edges_.size(); ++i) {
    const Edge& edge = edges_[i];
    arcs_[next[edge.source]++] = Arc{edge.target, i, false};
    arcs_[next[edge.target]++] = Arc{edge.source, i, true};
  }
}

}  // namespace loopgenie
