#include "loop/network/network.hpp"

#include <algorithm>

namespace loopgenie {

NodeIndex find_node(const Array<std::int64_t>& node_ids, std::int64_t id) {
  const auto found = std::lower_bound(node_ids.begin(), node_ids.end(), id);
  if (found == node_ids.end() || *found != id) return invalid_id;
  return static_cast<NodeIndex>(found - node_ids.begin());
}

}  // namespace loopgenie
