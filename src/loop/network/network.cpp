#include "loop/network/network.hpp"

#include <algorithm>

#include "loop/base/hours.hpp"

namespace loopgenie {

double counted_m(const EdgeRow& row, LengthsIn lengths) {
  return lengths == LengthsIn::metres ? row.length_m
                                      : row.length_m + climb_as_length_m(climb_m(row));
}

double Network::counted_m(EdgeIndex edge) const {
  return loopgenie::counted_m(rows_[edge], lengths_in());
}

NodeIndex find_node(const Array<std::int64_t>& node_ids, std::int64_t id) {
  const auto found = std::lower_bound(node_ids.begin(), node_ids.end(), id);
  if (found == node_ids.end() || *found != id) return invalid_id;
  return static_cast<NodeIndex>(found - node_ids.begin());
}

EdgeIndex find_edge(const Array<EdgeRow>& rows, std::int64_t id) {
  const auto found =
      std::lower_bound(rows.begin(), rows.end(), id,
                       [](const EdgeRow& row, std::int64_t wanted) { return row.id < wanted; });
  if (found == rows.end() || found->id != id) return invalid_id;
  return static_cast<EdgeIndex>(found - rows.begin());
}

}  // namespace loopgenie
