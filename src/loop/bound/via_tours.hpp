// The shortest closed walks from a start by way of some places, in whatever order makes them
// shortest: no walk that comes by all of the places is shorter.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <vector>

#include "loop/base/effort.hpp"
#include "loop/bound/path_tree.hpp"
#include "loop/network/graph.hpp"
#include "loop/network/mask.hpp"

namespace loopgenie {

class ViaTours {
 public:
  static constexpr std::size_t most_places = 8;

  // Of walks over what the mask leaves open, no longer than `longest`. The graph must outlive this.
  ViaTours(const Graph& graph, const std::vector<NodeIndex>& places, const Mask& mask,
           Millimetres longest, Effort& effort);

  // unreachable where a place is farther than half of the longest walk.
  Millimetres shortest(NodeIndex start) const;
  // Orders of the places, one for each pair of a first and a last one: the shortest at most so
  // many. None is another one turned round.
  std::vector<std::vector<std::size_t>> orders(NodeIndex start, std::size_t most) const;
  // The shortest ways from a place.
  const PathTree& ways_from(std::size_t place) const { return ways_[place]; }
  std::size_t size() const { return ways_.size(); }

 private:
  using Places = std::uint32_t;  // a bit for each
  struct Part {
    Millimetres length = unreachable;
    std::size_t before = 0;  // the last place but one
  };
  struct Tour {
    Millimetres length;
    std::size_t first;
    std::size_t last;
  };

  Part& part(std::size_t first, Places seen, std::size_t last) {
    return parts_[(first << ways_.size() | seen) * ways_.size() + last];
  }
  const Part& part(std::size_t first, Places seen, std::size_t last) const {
    return parts_[(first << ways_.size() | seen) * ways_.size() + last];
  }
  std::vector<Tour> tours(NodeIndex start) const;

  std::deque<PathTree> ways_;
  std::vector<Part> parts_;  // of tours: from a first place by way of others to a last one
};

}  // namespace loopgenie
