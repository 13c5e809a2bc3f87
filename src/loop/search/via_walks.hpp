// Leads walks by way of all that a request must come by: around the shortest tours there are, with
// a detour where they are too short.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "loop/bound/path_tree.hpp"
#include "loop/bound/via_tours.hpp"
#include "loop/search/search_state.hpp"
#include "loop/search/trailhead_search.hpp"

namespace loopgenie {

class ViaWalks {
 public:
  // All references must outlive this.
  ViaWalks(SearchState& state, TrailheadSearch& walks);

  // What it costs at least to come by, from each trailhead; those from which no walk of the length
  // asked does are done with.
  void bound_trailheads();
  // Adds walks from a trailhead to the pool; corridors in `avoided` cost as if they were walked
  // already.
  void lead(std::size_t trailhead, const std::vector<EdgeIndex>& avoided = {});

 private:
  struct Stop {
    NodeIndex node;
    EdgeIndex corridor;  // to be walked there; invalid_id where the node will do
  };
  struct Detour {
    std::size_t before;  // the stop of that index
    NodeIndex node;
  };

  std::vector<Stop> stops_in(const std::vector<std::size_t>& order, NodeIndex home) const;
  std::vector<Detour> find_detours(NodeIndex start, const std::vector<std::size_t>& order) const;
  std::optional<std::vector<Arc>> walk(NodeIndex start, const std::vector<Stop>& stops,
                                       const std::vector<EdgeIndex>& avoided);
  bool walk_to(NodeIndex node, std::vector<Arc>& arcs, NodeIndex from);
  void step(const Arc& arc, std::vector<Arc>& arcs);

  SearchState& state_;
  TrailheadSearch& walks_;
  ViaTours tours_;
  PathTree home_;  // lengths from the trailhead that walks are led from
  PathTree leg_;
  Zeroed<Millimetres> surcharge_;  // by corridor: what it costs more to walk it now
};

}  // namespace loopgenie
