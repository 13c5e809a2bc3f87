// The shortest closed walks from a start by way of what a walk must come by, in whatever order
// makes them shortest: no walk that comes by all of it is shorter.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "loop/base/effort.hpp"
#include "loop/bound/path_tree.hpp"
#include "loop/network/graph.hpp"
#include "loop/network/mask.hpp"
#include "loop/network/via.hpp"

namespace loopgenie {

class ViaTours {
 public:
  // Of walks over what the mask leaves open, no longer than `longest`. The graph must outlive this.
  ViaTours(const Graph& graph, const std::vector<Via>& vias, const Mask& mask, Millimetres longest,
           Effort& effort);

  // A via in a tour: an edge is entered at one of its ends and left at the other.
  struct Stop {
    NodeIndex enter;
    NodeIndex leave;
    EdgeIndex edge;  // invalid_id for a node
  };
  // unreachable where a via is farther than half of the longest walk.
  Millimetres shortest(NodeIndex start) const;
  // Tours, one for each pair of a first and a last via and the ways through these: the shortest, at
  // most so many. None is another one turned round.
  std::vector<std::vector<Stop>> tours(NodeIndex start, std::size_t most) const;
  // The shortest ways from a node of a stop; nullptr for others.
  const PathTree* ways_from(NodeIndex stop) const;

 private:
  // Both ways through a via; for a node they are the same, and only the first is used.
  using Way = std::size_t;
  using Seen = std::uint32_t;  // a bit for each via
  struct Part {
    Millimetres length = unreachable;
    Way before = 0;  // through the last via but one
  };
  struct Tour {
    Millimetres length;
    Way first;
    Way last;
  };
  static std::size_t via_of(Way way) { return way / 2; }
  Part& part(Way first, Seen seen, Way last) {
    return parts_[(first << stops_.size() / 2 | seen) * stops_.size() + last];
  }
  const Part& part(Way first, Seen seen, Way last) const {
    return parts_[(first << stops_.size() / 2 | seen) * stops_.size() + last];
  }
  bool is_way(Way way) const { return stops_[way].enter != invalid_id; }
  Seen all() const { return (Seen{1} << stops_.size() / 2) - 1; }
  Millimetres through(Way way) const {
    return stops_[way].edge == invalid_id ? 0 : graph_.edge(stops_[way].edge).length;
  }
  void join_parts(Effort& effort);
  std::vector<Tour> all_tours(NodeIndex start) const;

  const Graph& graph_;
  std::vector<Stop> stops_;  // by way
  std::deque<PathTree> trees_;
  std::vector<Part> parts_;  // of tours: from a first way by way of other vias to a last way
};

}  // namespace loopgenie
