#include "network.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "error.hpp"

namespace loopgenie {
namespace {

constexpr double longest_edge_m = 1e8;  // over twice round the earth

[[noreturn]] void reject(const EdgeRow& row, const std::string& problem) {
  throw Error(ErrorKind::broken_network, "edge " + std::to_string(row.id) + " " + problem,
              "Correct the row in the network's edge table, or build the network again.");
}

void check(const std::vector<EdgeRow>& sorted) {
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const EdgeRow& row = sorted[i];
    if (i > 0 && sorted[i - 1].id == row.id) reject(row, "comes twice");
    if (!(row.length_m > 0 && row.length_m < longest_edge_m)) reject(row, "has no valid length_m");
    if (!(row.appeal >= 0 && row.appeal <= 1)) reject(row, "has an appeal outside 0 to 1");
  }
}

}  // namespace

Network::Network(std::vector<EdgeRow> rows) : rows_(std::move(rows)) {
  std::sort(rows_.begin(), rows_.end(),
            [](const EdgeRow& a, const EdgeRow& b) { return a.id < b.id; });
  check(rows_);

  node_ids_.reserve(2 * rows_.size());
  for (const EdgeRow& row : rows_) {
    node_ids_.push_back(row.source);
    node_ids_.push_back(row.target);
  }
  std::sort(node_ids_.begin(), node_ids_.end());
  node_ids_.erase(std::unique(node_ids_.begin(), node_ids_.end()), node_ids_.end());

  std::vector<Edge> edges;
  edges.reserve(rows_.size());
  for (const EdgeRow& row : rows_) {
    edges.push_back(Edge{find_node(row.source), find_node(row.target),
                         std::max<Millimetres>(1, to_millimetres(row.length_m)),
                         to_millimetres((1.0 - row.appeal) * row.length_m)});
  }
  graph_ = Graph(static_cast<NodeIndex>(node_ids_.size()), std::move(edges));
}

NodeIndex Network::find_node(std::int64_t id) const {
  const auto found = std::lower_bound(node_ids_.begin(), node_ids_.end(), id);
  if (found == node_ids_.end() || *found != id) return invalid_id;
  return static_cast<NodeIndex>(found - node_ids_.begin());
}

}  // namespace loopgenie
