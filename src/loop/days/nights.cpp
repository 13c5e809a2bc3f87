#include "loop/days/nights.hpp"

#include <algorithm>

namespace loopgenie {

std::optional<std::int64_t> Nights::camp(NodeIndex node, int night) const {
  const Array<Camp>& camps = network_.camps();
  const Camp* camp =
      std::lower_bound(camps.begin(), camps.end(), node,
                       [](const Camp& known, NodeIndex wanted) { return known.node < wanted; });
  for (; camp != camps.end() && camp->node == node; ++camp) {
    if (fits(*camp) && night-- == 0) return camp->id;
  }
  return std::nullopt;
}

}  // namespace loopgenie
