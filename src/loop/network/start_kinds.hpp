// Kinds of starts, the best first: who comes by car parks at the car park and not at the bus stop
// beside it. A kind's rank is its place here, from 1; others come last.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace loopgenie {

inline const std::vector<std::string> start_kinds = {"trailhead", "parking", "information",
                                                     "railway", "bus_stop"};
constexpr std::int64_t last_rank_to_park_at = 2;

// Of a kind that is known, and at which nobody parks. Ranks are 0 where kinds are not told apart.
inline bool lacks_parking(std::int64_t kind_rank) {
  return kind_rank > last_rank_to_park_at &&
         kind_rank <= static_cast<std::int64_t>(start_kinds.size());
}

}  // namespace loopgenie
