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
  using Stops = std::vector<ViaTours::Stop>;
  struct Detour {
    std::size_t before;  // the stop of that index
    NodeIndex node;
  };

  // The length of the longest of them; 0 where there is none.
  Millimetres lead_by(std::size_t trailhead, const Stops& stops,
                      const std::vector<EdgeIndex>& avoided, Millimetres least_price);
  std::vector<Detour> find_detours(NodeIndex start, const Stops& stops) const;
  Millimetres shortest_by(NodeIndex start, const Stops& stops) const;
  const PathTree& ways_between(NodeIndex from, NodeIndex to) const;
  std::optional<std::vector<Arc>> walk(NodeIndex start, const Stops& stops,
                                       const std::vector<EdgeIndex>& avoided);
  bool walk_to(NodeIndex node, std::vector<Arc>& arcs, NodeIndex from);
  void step(const Arc& arc, std::vector<Arc>& arcs);
  std::vector<Arc> fold(NodeIndex start, const std::vector<Arc>& arcs) const;

  SearchState& state_;
  TrailheadSearch& walks_;
  ViaTours tours_;
  PathTree home_;  // lengths from the trailhead that walks are led from
  PathTree leg_;
  Zeroed<Millimetres> surcharge_;  // by corridor: what it costs more to walk it now
  Millimetres price_ = 0;          // of length, now
  Millimetres slack_ = 0;          // by which a tour may be longer than the shortest
};

}  // namespace loopgenie
