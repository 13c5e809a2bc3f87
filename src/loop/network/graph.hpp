// An undirected multigraph in compressed sparse rows: parallel edges and self-loops are
// ordinary. The network, what one trailhead can reach of it, and its corridors are all
// such graphs, each with its own dense indexes.
#pragma once

#include <cstdint>
#include <vector>

#include "loop/base/array.hpp"
#include "loop/base/effort.hpp"
#include "loop/base/live.hpp"
#include "loop/base/units.hpp"

namespace loopgenie {

using NodeIndex = std::uint32_t;
using EdgeIndex = std::uint32_t;
constexpr std::uint32_t invalid_id = 0xFFFFFFFFu;

struct Edge {
  NodeIndex source;
  NodeIndex target;
  Millimetres length;
  Millimetres dullness;       // (1 - appeal) * length: what walking the edge at all costs
  std::int32_t climb_cm = 0;  // half of what is climbed there and back; see unknown_climb
  bool road = false;
  std::uint8_t difficulty = 0;  // up to most_difficult; 0: unknown
  bool only_forth = false;      // from source to target
  bool only_back = false;       // from target to source; with both there is no way through

  bool is_one_way() const { return only_forth || only_back; }
};

// So much that no limit allows it.
constexpr std::int32_t unknown_climb = 1'000'000'000;
constexpr int most_difficult = 6;  // of the SAC hiking scale, and via ferratas

// One direction of an edge, seen from its tail.
struct Arc {
  NodeIndex head;
  EdgeIndex edge;
  std::uint32_t reversed;  // 1: from target to source; no byte of the file is left to chance
};

class Graph {
 public:
  Graph() : first_out_(std::vector<std::uint32_t>{0}) {}
  Graph(NodeIndex node_count, std::vector<Edge> edges);
  // Polls meanwhile, for graphs as large as a network.
  Graph(NodeIndex node_count, std::vector<Edge> edges, Effort& effort);

  NodeIndex node_count() const { return static_cast<NodeIndex>(first_out_.size() - 1); }
  EdgeIndex edge_count() const { return static_cast<EdgeIndex>(edges_.size()); }
  const Array<Edge>& edges() const { return edges_; }
  const Edge& edge(EdgeIndex edge) const { return edges_[edge]; }

  struct ArcRange {
    const Arc* first;
    const Arc* last;
    const Arc* begin() const { return first; }
    const Arc* end() const { return last; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(last - first); }
  };
  // The arcs that leave a node, by edge index; a self-loop leaves twice, once each way.
  ArcRange arcs(NodeIndex node) const {
    return {arcs_.data() + first_out_[node], arcs_.data() + first_out_[node + 1]};
  }
  std::uint32_t degree(NodeIndex node) const { return arcs(node).size(); }

  // Shows every array to a visitor, for writing them to a file and for looking at one.
  template <typename Visitor>
  void visit_arrays(Visitor& visitor) {
    visitor(edges_);
    visitor(first_out_);
    visitor(arcs_);
  }

 private:
  Array<Edge> edges_;
  Array<std::uint32_t> first_out_;
  Array<Arc> arcs_;
  Live live_;
};

// The end of the edge that is not `node` (the node itself for a self-loop).
inline NodeIndex other_end(const Edge& edge, NodeIndex node) {
  return edge.source == node ? edge.target : edge.source;
}

// The other direction of an arc that leaves `tail`.
inline Arc turned(const Arc& arc, NodeIndex tail) { return Arc{tail, arc.edge, !arc.reversed}; }

}  // namespace loopgenie
