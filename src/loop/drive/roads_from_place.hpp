// Roads with the place of a drive as one more node, from which a lane leads to each end of its
// road that may be driven to: an IncidenceGraph and VertexListGraph of Boost.Graph, so that one
// search from one node is a drive.
#pragma once

#include <array>
#include <boost/graph/graph_traits.hpp>
#include <utility>

#include "loop/network/roads_model.hpp"

namespace loopgenie {

class RoadsFromPlace {
 public:
  // The roads must outlive this.
  explicit RoadsFromPlace(const Roads& roads) : roads_(roads) {}

  void add_lane(RoadNode head, double length_m) { lanes_[lane_count_++] = {head, 0, length_m}; }

  RoadNode place() const { return static_cast<RoadNode>(roads_.node_count()); }
  Roads::LaneRange lanes(RoadNode node) const {
    if (node == place()) return {lanes_.data(), lanes_.data() + lane_count_};
    return roads_.lanes(node);
  }

 private:
  const Roads& roads_;
  std::array<Roads::Lane, 2> lanes_ = {};
  std::size_t lane_count_ = 0;
};

}  // namespace loopgenie

namespace boost {

template <>
struct graph_traits<loopgenie::RoadsFromPlace> : graph_traits<loopgenie::Roads> {
  struct traversal_category : vertex_list_graph_tag, incidence_graph_tag {};
};

}  // namespace boost

namespace loopgenie {

inline std::size_t num_vertices(const RoadsFromPlace& roads) { return roads.place() + 1; }

inline std::pair<RoadTraits::vertex_iterator, RoadTraits::vertex_iterator> vertices(
    const RoadsFromPlace& roads) {
  return {RoadTraits::vertex_iterator(0), RoadTraits::vertex_iterator(roads.place() + 1)};
}

inline std::pair<LaneIterator, LaneIterator> out_edges(RoadNode node, const RoadsFromPlace& roads) {
  const Roads::LaneRange lanes = roads.lanes(node);
  return {LaneIterator(node, lanes.begin()), LaneIterator(node, lanes.end())};
}
inline std::size_t out_degree(RoadNode node, const RoadsFromPlace& roads) {
  const Roads::LaneRange lanes = roads.lanes(node);
  return static_cast<std::size_t>(lanes.end() - lanes.begin());
}

inline RoadNode source(const LaneFrom& lane, const RoadsFromPlace&) { return lane.tail; }
inline RoadNode target(const LaneFrom& lane, const RoadsFromPlace&) { return lane.lane->head; }

}  // namespace loopgenie
