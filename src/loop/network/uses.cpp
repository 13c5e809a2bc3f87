#include "loop/network/uses.hpp"

#include <algorithm>

namespace loopgenie {

Uses fold_uses(std::vector<EdgeIndex> traversed) {
  std::sort(traversed.begin(), traversed.end());
  Uses uses;
  for (std::size_t i = 0; i < traversed.size();) {
    std::size_t next = i;
    while (next < traversed.size() && traversed[next] == traversed[i]) ++next;
    uses.push_back(Use{traversed[i], static_cast<std::uint8_t>((next - i) % 2 == 1 ? 1 : 2)});
    i = next;
  }
  return uses;
}

}  // namespace loopgenie
