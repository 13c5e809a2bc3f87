// Graph as a model of Boost.Graph's concepts (VertexListGraph, EdgeListGraph, IncidenceGraph), so
// that any of the library's algorithms runs on the arrays of a network, mapped ones included.
//
// A vertex is a NodeIndex. An edge descriptor is an Arc: out_edges hands them out as they lie in
// memory, and source() and target() are the ends as seen from the node that was asked. Two arcs
// are the same edge when their edge indexes are, as the library wants it of undirected graphs.
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/property_map/property_map.hpp>
#include <utility>

#include "loop/network/graph.hpp"

namespace loopgenie {

inline bool operator==(const Arc& a, const Arc& b) { return a.edge == b.edge; }
inline bool operator!=(const Arc& a, const Arc& b) { return a.edge != b.edge; }

// The arc of an edge from its source to its target.
struct ForwardArc {
  const Graph* graph;
  Arc operator()(EdgeIndex edge) const { return Arc{graph->edge(edge).target, edge, false}; }
};

struct EdgeIndexMap {
  using key_type = Arc;
  using value_type = EdgeIndex;
  using reference = EdgeIndex;
  using category = boost::readable_property_map_tag;
};
inline EdgeIndex get(EdgeIndexMap, const Arc& arc) { return arc.edge; }

// The weight of an edge is its length.
struct LengthMap {
  using key_type = Arc;
  using value_type = Millimetres;
  using reference = Millimetres;
  using category = boost::readable_property_map_tag;
  const Graph* graph;
};
inline Millimetres get(const LengthMap& map, const Arc& arc) {
  return map.graph->edge(arc.edge).length;
}

}  // namespace loopgenie

namespace boost {

template <>
struct graph_traits<loopgenie::Graph> {
  using vertex_descriptor = loopgenie::NodeIndex;
  using edge_descriptor = loopgenie::Arc;
  using directed_category = undirected_tag;
  using edge_parallel_category = allow_parallel_edge_tag;
  struct traversal_category : vertex_list_graph_tag, edge_list_graph_tag, incidence_graph_tag {};
  using vertices_size_type = loopgenie::NodeIndex;
  using edges_size_type = loopgenie::EdgeIndex;
  using degree_size_type = std::uint32_t;
  using vertex_iterator = counting_iterator<loopgenie::NodeIndex>;
  using edge_iterator =
      transform_iterator<loopgenie::ForwardArc, counting_iterator<loopgenie::EdgeIndex>>;
  using out_edge_iterator = const loopgenie::Arc*;

  static vertex_descriptor null_vertex() { return loopgenie::invalid_id; }
};

template <>
struct property_map<loopgenie::Graph, vertex_index_t> {
  using type = typed_identity_property_map<loopgenie::NodeIndex>;
  using const_type = type;
};
template <>
struct property_map<loopgenie::Graph, edge_index_t> {
  using type = loopgenie::EdgeIndexMap;
  using const_type = type;
};
template <>
struct property_map<loopgenie::Graph, edge_weight_t> {
  using type = loopgenie::LengthMap;
  using const_type = type;
};

}  // namespace boost

namespace loopgenie {

using GraphTraits = boost::graph_traits<Graph>;

inline NodeIndex num_vertices(const Graph& graph) { return graph.node_count(); }
inline EdgeIndex num_edges(const Graph& graph) { return graph.edge_count(); }

inline std::pair<GraphTraits::vertex_iterator, GraphTraits::vertex_iterator> vertices(
    const Graph& graph) {
  return {GraphTraits::vertex_iterator(0), GraphTraits::vertex_iterator(graph.node_count())};
}

inline std::pair<GraphTraits::edge_iterator, GraphTraits::edge_iterator> edges(const Graph& graph) {
  using Index = boost::counting_iterator<EdgeIndex>;
  const ForwardArc forward{&graph};
  return {{Index(0), forward}, {Index(graph.edge_count()), forward}};
}

inline std::pair<const Arc*, const Arc*> out_edges(NodeIndex node, const Graph& graph) {
  const Graph::ArcRange arcs = graph.arcs(node);
  return {arcs.begin(), arcs.end()};
}
inline std::uint32_t out_degree(NodeIndex node, const Graph& graph) { return graph.degree(node); }

inline NodeIndex source(const Arc& arc, const Graph& graph) {
  const Edge& edge = graph.edge(arc.edge);
  return arc.reversed ? edge.target : edge.source;
}
inline NodeIndex target(const Arc& arc, const Graph&) { return arc.head; }

inline boost::typed_identity_property_map<NodeIndex> get(boost::vertex_index_t, const Graph&) {
  return {};
}
inline NodeIndex get(boost::vertex_index_t, const Graph&, NodeIndex node) { return node; }
inline EdgeIndexMap get(boost::edge_index_t, const Graph&) { return {}; }
inline EdgeIndex get(boost::edge_index_t, const Graph&, const Arc& arc) { return arc.edge; }
inline LengthMap get(boost::edge_weight_t, const Graph& graph) { return LengthMap{&graph}; }
inline Millimetres get(boost::edge_weight_t, const Graph& graph, const Arc& arc) {
  return graph.edge(arc.edge).length;
}

}  // namespace loopgenie
