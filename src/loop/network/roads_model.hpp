// Roads as a model of Boost.Graph's concepts (VertexListGraph, EdgeListGraph, IncidenceGraph):
// directed, a lane for each way that a road may be driven.
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstdint>
#include <utility>

#include "loop/network/graph.hpp"
#include "loop/network/roads.hpp"

namespace loopgenie {

using RoadNode = std::uint32_t;

// A lane and the node that it leaves.
struct LaneFrom {
  RoadNode tail;
  const Roads::Lane* lane;

  bool operator==(const LaneFrom& other) const { return lane == other.lane; }
  bool operator!=(const LaneFrom& other) const { return lane != other.lane; }
};

// The lanes that leave one node.
class LaneIterator : public boost::iterator_facade<LaneIterator, LaneFrom,
                                                   boost::random_access_traversal_tag, LaneFrom> {
 public:
  LaneIterator() = default;
  LaneIterator(RoadNode tail, const Roads::Lane* lane) : tail_(tail), lane_(lane) {}

 private:
  friend class boost::iterator_core_access;
  LaneFrom dereference() const { return LaneFrom{tail_, lane_}; }
  bool equal(const LaneIterator& other) const { return lane_ == other.lane_; }
  void increment() { ++lane_; }
  void decrement() { --lane_; }
  void advance(std::ptrdiff_t by) { lane_ += by; }
  std::ptrdiff_t distance_to(const LaneIterator& other) const { return other.lane_ - lane_; }

  RoadNode tail_ = 0;
  const Roads::Lane* lane_ = nullptr;
};

// All lanes: as they lie in memory, with the node that each leaves beside it.
class AllLanesIterator : public boost::iterator_facade<AllLanesIterator, LaneFrom,
                                                       boost::forward_traversal_tag, LaneFrom> {
 public:
  AllLanesIterator() = default;
  AllLanesIterator(const Roads& roads, RoadNode tail, const Roads::Lane* lane)
      : roads_(&roads), tail_(tail), lane_(lane) {
    skip_nodes_without();
  }

 private:
  friend class boost::iterator_core_access;
  LaneFrom dereference() const { return LaneFrom{tail_, lane_}; }
  bool equal(const AllLanesIterator& other) const { return lane_ == other.lane_; }
  void increment() {
    ++lane_;
    skip_nodes_without();
  }
  void skip_nodes_without() {
    while (tail_ < roads_->node_count() && lane_ == roads_->lanes(tail_).end()) ++tail_;
  }

  const Roads* roads_ = nullptr;
  RoadNode tail_ = 0;
  const Roads::Lane* lane_ = nullptr;
};

struct LaneLengthMap {
  using key_type = LaneFrom;
  using value_type = double;
  using reference = double;
  using category = boost::readable_property_map_tag;
};
inline double get(LaneLengthMap, const LaneFrom& lane) { return lane.lane->length_m; }

}  // namespace loopgenie

namespace boost {

template <>
struct graph_traits<loopgenie::Roads> {
  using vertex_descriptor = loopgenie::RoadNode;
  using edge_descriptor = loopgenie::LaneFrom;
  using directed_category = directed_tag;
  using edge_parallel_category = allow_parallel_edge_tag;
  struct traversal_category : vertex_list_graph_tag, edge_list_graph_tag, incidence_graph_tag {};
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;
  using vertex_iterator = counting_iterator<loopgenie::RoadNode>;
  using edge_iterator = loopgenie::AllLanesIterator;
  using out_edge_iterator = loopgenie::LaneIterator;

  static vertex_descriptor null_vertex() { return loopgenie::invalid_id; }
};

template <>
struct property_map<loopgenie::Roads, vertex_index_t> {
  using type = typed_identity_property_map<loopgenie::RoadNode>;
  using const_type = type;
};
template <>
struct property_map<loopgenie::Roads, edge_weight_t> {
  using type = loopgenie::LaneLengthMap;
  using const_type = type;
};

}  // namespace boost

namespace loopgenie {

using RoadTraits = boost::graph_traits<Roads>;

inline std::size_t num_vertices(const Roads& roads) { return roads.node_count(); }
inline std::size_t num_edges(const Roads& roads) {
  return roads.empty() ? 0 : roads.lanes(roads.node_count() - 1).end() - roads.lanes(0).begin();
}

inline std::pair<RoadTraits::vertex_iterator, RoadTraits::vertex_iterator> vertices(
    const Roads& roads) {
  return {RoadTraits::vertex_iterator(0),
          RoadTraits::vertex_iterator(static_cast<RoadNode>(roads.node_count()))};
}

inline std::pair<AllLanesIterator, AllLanesIterator> edges(const Roads& roads) {
  if (roads.empty()) return {};
  const auto count = static_cast<RoadNode>(roads.node_count());
  return {AllLanesIterator(roads, 0, roads.lanes(0).begin()),
          AllLanesIterator(roads, count, roads.lanes(count - 1).end())};
}

inline std::pair<LaneIterator, LaneIterator> out_edges(RoadNode node, const Roads& roads) {
  const Roads::LaneRange lanes = roads.lanes(node);
  return {LaneIterator(node, lanes.begin()), LaneIterator(node, lanes.end())};
}
inline std::size_t out_degree(RoadNode node, const Roads& roads) {
  const Roads::LaneRange lanes = roads.lanes(node);
  return static_cast<std::size_t>(lanes.end() - lanes.begin());
}

inline RoadNode source(const LaneFrom& lane, const Roads&) { return lane.tail; }
inline RoadNode target(const LaneFrom& lane, const Roads&) { return lane.lane->head; }

inline boost::typed_identity_property_map<RoadNode> get(boost::vertex_index_t, const Roads&) {
  return {};
}
inline RoadNode get(boost::vertex_index_t, const Roads&, RoadNode node) { return node; }
inline LaneLengthMap get(boost::edge_weight_t, const Roads&) { return {}; }
inline double get(boost::edge_weight_t, const Roads&, const LaneFrom& lane) {
  return lane.lane->length_m;
}

}  // namespace loopgenie
