// Where hikers sleep and drink, at nodes of the trails.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "loop/network/graph.hpp"

namespace loopgenie {

// By these numbers kinds are stored; what is of no kind that is known counts as a place to sleep.
inline const std::vector<std::string> camp_kinds = {"of another kind", "camp_site", "alpine_hut",
                                                    "wilderness_hut",  "shelter",   "spring",
                                                    "drinking_water",  "water"};
constexpr std::uint32_t first_kind_of_water = 5;

// As in its table.
struct CampRow {
  std::int64_t id;
  std::int64_t node_id;
  std::int64_t kind;  // index in camp_kinds
};

struct Camp {
  std::int64_t id;
  NodeIndex node;
  std::uint32_t kind;

  bool is_water() const { return kind >= first_kind_of_water; }
};

}  // namespace loopgenie
