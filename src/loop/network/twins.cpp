#include "loop/network/twins.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "loop/base/fill.hpp"
#include "loop/base/sort.hpp"

namespace loopgenie {

Twins::Twins(std::vector<TwinPair> pairs, EdgeIndex edge_count, Effort& effort) {
  if (pairs.empty()) return;
  // Pairs that come several times, as those of corridors do, become one.
  for (TwinPair& pair : pairs) std::tie(pair.a, pair.b) = std::minmax({pair.a, pair.b});
  sort_polling(pairs, effort, [](const TwinPair& x, const TwinPair& y) {
    return std::tie(x.a, x.b, x.length) < std::tie(y.a, y.b, y.length);
  });
  std::size_t kept = 0;
  for (const TwinPair& pair : pairs) {
    effort.spend(1);
    if (kept > 0 && pairs[kept - 1].a == pair.a && pairs[kept - 1].b == pair.b) {
      pairs[kept - 1].length += pair.length;
    } else {
      pairs[kept++] = pair;
    }
  }
  pairs.resize(kept);

  auto first_twin = fill_polling<std::uint32_t>(edge_count + std::size_t{1}, 0, effort);
  for (const TwinPair& pair : pairs) {
    effort.spend(1);
    ++first_twin[pair.a + 1];
    if (pair.b != pair.a) ++first_twin[pair.b + 1];
  }
  for (EdgeIndex i = 0; i < edge_count; ++i) {
    effort.poll(1);
    first_twin[i + 1] += first_twin[i];
  }
  std::vector<Twin> twins = fill_polling(first_twin.back(), Twin{}, effort);
  std::vector<std::uint32_t> next(first_twin.begin(), first_twin.end() - 1);
  for (const TwinPair& pair : pairs) {
    effort.spend(1);
    twins[next[pair.a]++] = Twin{pair.length, pair.b, 0};
    if (pair.b != pair.a) twins[next[pair.b]++] = Twin{pair.length, pair.a, 0};
  }
  first_twin_ = std::move(first_twin);
  twins_ = std::move(twins);
}

Millimetres Twins::repeated(const Uses& uses) const {
  Millimetres total = 0;
  if (empty()) return total;
  for (const Use& use : uses) {
    for (const Twin& twin : of(use.edge)) {
      if (twin.edge > use.edge) continue;  // counted from the other side
      const auto other = std::lower_bound(uses.begin(), uses.end(), Use{twin.edge, 0});
      if (other != uses.end() && other->edge == twin.edge) total += twin.length;
    }
  }
  return total;
}

}  // namespace loopgenie
