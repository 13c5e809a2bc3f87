// The drivable roads of a network, as lanes in compressed sparse rows: part of what is prepared
// once for a version of the tables.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "loop/base/array.hpp"
#include "loop/base/effort.hpp"

namespace loopgenie {

// Of a trailhead that no road is known to reach.
constexpr std::int64_t no_road = std::numeric_limits<std::int64_t>::min();

struct RoadRow {
  std::int64_t source;
  std::int64_t target;
  double length_m;
  bool oneway;  // from source to target
};

class Roads {
 public:
  struct Lane {
    std::uint32_t head;
    std::uint32_t unused;  // no byte of the prepared file is left to chance
    double length_m;
  };
  struct LaneRange {
    const Lane* first;
    const Lane* last;
    const Lane* begin() const { return first; }
    const Lane* end() const { return last; }
  };

  Roads() = default;
  // Throws Error(broken_network) for a negative length.
  Roads(const std::vector<RoadRow>& rows, Effort& effort);

  std::size_t node_count() const { return node_ids_.size(); }
  bool empty() const { return node_count() == 0; }
  std::size_t lane_count() const { return lanes_.size(); }
  // node_count() for an unknown one.
  std::size_t find(std::int64_t node_id) const;
  LaneRange lanes(std::size_t node) const {
    return {lanes_.data() + first_lane_[node], lanes_.data() + first_lane_[node + 1]};
  }

  // Marks the nodes from which one can drive to any of these, however far.
  void mark_ways_to(const std::vector<std::int64_t>& node_ids, Effort& effort);
  bool leads_on(std::size_t node) const { return leads_on_[node] != 0; }
  // Whether any node is marked.
  bool leads_anywhere() const;

  template <typename Visitor>
  void visit_arrays(Visitor& visitor) {
    visitor(node_ids_);
    visitor(first_lane_);
    visitor(lanes_);
    visitor(leads_on_);
  }

 private:
  Array<std::int64_t> node_ids_;  // sorted
  Array<std::uint32_t> first_lane_;
  Array<Lane> lanes_;
  Array<std::uint8_t> leads_on_;  // by node
};

}  // namespace loopgenie
