// A trail network prepared for planning: the graph, the database's ids, what scoring reports
// in metres, and what holds for every request: cycles, stems, components, trailheads. Nodes
// and edges are sorted by id, so that the answer does not depend on the order in which the
// rows arrived. It is data alone: prepare.hpp makes it, and as all of it lies in flat arrays
// network_file.hpp writes them and looks at them again.
#pragma once

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "loop/base/array.hpp"
#include "loop/network/camps.hpp"
#include "loop/network/corridors.hpp"
#include "loop/network/cycles.hpp"
#include "loop/network/graph.hpp"
#include "loop/network/roads.hpp"
#include "loop/network/twins.hpp"

namespace loopgenie {

struct EdgeRow {
  std::int64_t id;
  std::int64_t source;
  std::int64_t target;
  double length_m;
  double appeal;
  double ascent_m = std::numeric_limits<double>::quiet_NaN();   // from source to target; NaN:
  double descent_m = std::numeric_limits<double>::quiet_NaN();  // unknown
  std::int32_t difficulty = 0;                                  // 1 to most_difficult; 0: unknown
  bool road = false;                                            // that joins trails
  bool oneway = false;                                          // on foot, from source to target
  std::uint16_t unused = 0;  // no byte of the prepared file is left to chance
};

struct TrailheadRow {
  std::int64_t id;
  std::int64_t node_id;
  double lat;
  double lon;
  std::int64_t stand_in;  // 1: for a component without trailheads, where only the nearest counts
  std::int64_t road_node_id = no_road;
  std::int64_t kind_rank = 0;  // see start_kinds.hpp
};

// What an edge climbs whichever way it is walked: up and down again, over a closed walk that comes
// to the same. NaN where it is unknown.
inline double climb_m(const EdgeRow& row) { return (row.ascent_m + row.descent_m) / 2; }

// What the lengths of a network's graphs are, and with them those of a request and its score:
// metres, or toil (see hours.hpp) for hikes of so many hours.
enum class LengthsIn : std::uint32_t { metres, toil };

struct Scale {
  LengthsIn lengths;
  std::uint32_t climbs;  // 1: some edge is known to; else toil is metres
};

struct Extent {
  Millimetres total;  // of all edges of a component
  Millimetres on_cycles;
};

double counted_m(const EdgeRow& row, LengthsIn lengths);

// In ids, or rows by id, that are sorted; invalid_id if it is not among them.
NodeIndex find_node(const Array<std::int64_t>& node_ids, std::int64_t id);
EdgeIndex find_edge(const Array<EdgeRow>& rows, std::int64_t id);

class Network {
 public:
  Network() = default;
  Network(Scale scale, Array<EdgeRow> rows, Array<std::int64_t> node_ids, Graph graph,
          Cycles cycles, Corridors corridors, Array<Extent> extents, Array<TrailheadRow> trailheads,
          Roads roads, Twins twins, Array<Camp> camps)
      : scale_(std::vector<Scale>{scale}),
        rows_(std::move(rows)),
        node_ids_(std::move(node_ids)),
        graph_(std::move(graph)),
        cycles_(std::move(cycles)),
        corridors_(std::move(corridors)),
        extents_(std::move(extents)),
        trailheads_(std::move(trailheads)),
        roads_(std::move(roads)),
        twins_(std::move(twins)),
        camps_(std::move(camps)) {}

  LengthsIn lengths_in() const { return scale_[0].lengths; }
  bool climbs() const { return scale_[0].climbs != 0; }
  const Graph& graph() const { return graph_; }
  const Cycles& cycles() const { return cycles_; }
  const Corridors& corridors() const { return corridors_; }
  const EdgeRow& row(EdgeIndex edge) const { return rows_[edge]; }
  // What its length in the graph is without rounding.
  double counted_m(EdgeIndex edge) const;
  const Array<std::int64_t>& node_ids() const { return node_ids_; }
  std::int64_t node_id(NodeIndex node) const { return node_ids_[node]; }
  // invalid_id if no edge touches the node.
  NodeIndex find_node(std::int64_t id) const { return loopgenie::find_node(node_ids_, id); }
  // invalid_id where there is none.
  EdgeIndex find_edge(std::int64_t id) const { return loopgenie::find_edge(rows_, id); }
  const Extent& extent(NodeIndex component) const { return extents_[component]; }
  const Twins& twins() const { return twins_; }
  const Roads& roads() const { return roads_; }
  // By node, those of one node by id.
  const Array<Camp>& camps() const { return camps_; }
  // From south to north.
  const Array<TrailheadRow>& trailheads() const { return trailheads_; }

  template <typename Visitor>
  void visit_arrays(Visitor& visitor) {
    visitor(scale_);
    visitor(rows_);
    visitor(node_ids_);
    graph_.visit_arrays(visitor);
    cycles_.visit_arrays(visitor);
    corridors_.visit_arrays(visitor);
    visitor(extents_);
    visitor(trailheads_);
    roads_.visit_arrays(visitor);
    twins_.visit_arrays(visitor);
    visitor(camps_);
  }

 private:
  Array<Scale> scale_;  // one
  Array<EdgeRow> rows_;
  Array<std::int64_t> node_ids_;
  Graph graph_;
  Cycles cycles_;
  Corridors corridors_;
  Array<Extent> extents_;  // by node: of the component that the node names
  Array<TrailheadRow> trailheads_;
  Roads roads_;
  Twins twins_;
  Array<Camp> camps_;
};

}  // namespace loopgenie
