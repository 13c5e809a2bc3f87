// Leads walks by way of camps: where a day would be too long, to the camps around its middle.
#pragma once

#include <cstddef>
#include <set>
#include <utility>
#include <vector>

#include "loop/bound/path_tree.hpp"
#include "loop/search/search_state.hpp"
#include "loop/search/trailhead_search.hpp"

namespace loopgenie {

class CampWays {
 public:
  // All references must outlive this.
  CampWays(SearchState& state, TrailheadSearch& walks)
      : state_(state),
        walks_(walks),
        around_(state.core.graph()),
        there_(state.core.graph()),
        back_(state.core.graph()),
        walked_(state.core.graph().edge_count()) {}

  // Adds to the pool what becomes of its best walks.
  void lead(Deadline until);

 private:
  struct Detour {
    Millimetres estimate;
    std::size_t leave;  // arcs walked before
    std::size_t join;
  };

  void lead(const PooledWalk& walk);
  void lead_to(NodeIndex camp, const PooledWalk& walk, std::size_t middle);
  void grow(PathTree& tree, NodeIndex root, Millimetres longest);
  std::vector<Arc> path_from(const PathTree& tree, NodeIndex node) const;

  SearchState& state_;
  TrailheadSearch& walks_;
  PathTree around_;
  PathTree there_;
  PathTree back_;
  Zeroed<Millimetres> walked_;  // by corridor: what it costs more to walk it again
  std::set<std::pair<Millimetres, Millimetres>> led_;  // penalty and length of walks
};

}  // namespace loopgenie
