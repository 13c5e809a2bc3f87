// A trail network as the tables hold it: the graph, the database's ids, and what scoring
// reports in metres. Nodes and edges are sorted by id, so that the answer does not depend
// on the order in which the rows arrived.
#pragma once

#include <cstdint>
#include <vector>

#include "graph.hpp"

namespace loopgenie {

struct EdgeRow {
  std::int64_t id;
  std::int64_t source;
  std::int64_t target;
  double length_m;
  double appeal;
};

class Network {
 public:
  // Throws Error(broken_network) for a length that is not positive, an appeal outside
  // 0..1, or an id that comes twice.
  explicit Network(std::vector<EdgeRow> rows);

  const Graph& graph() const { return graph_; }
  const EdgeRow& row(EdgeIndex edge) const { return rows_[edge]; }
  std::int64_t node_id(NodeIndex node) const { return node_ids_[node]; }
  // invalid_id if no edge touches the node.
  NodeIndex find_node(std::int64_t id) const;

 private:
  std::vector<EdgeRow> rows_;
  std::vector<std::int64_t> node_ids_;
  Graph graph_;
};

}  // namespace loopgenie
