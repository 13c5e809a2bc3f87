// The part of a network in which loops are made, contracted: dead ends are stripped and every
// chain of degree-2 nodes becomes one corridor. Trailheads stay nodes wherever they lie, so
// the stem of each is a corridor like any other. Stripping is a heuristic (a spur can pay):
// bounds taken from here must allow for what was stripped.
#pragma once

#include <cstdint>
#include <vector>

#include "loop/base/array.hpp"
#include "loop/network/cycles.hpp"
#include "loop/network/graph.hpp"
#include "loop/network/twins.hpp"

namespace loopgenie {

class Corridors {
 public:
  Corridors() = default;
  // Keeps the nodes marked 1.
  Corridors(const Graph& network, const Cycles& cycles, const std::vector<std::uint8_t>& kept,
            const std::vector<TwinPair>& twins, Effort& effort);

  const Graph& graph() const { return graph_; }
  // The junction that a node of the network is; invalid_id where it is none.
  NodeIndex junction(NodeIndex node) const { return junctions_[node]; }
  NodeIndex node(NodeIndex junction) const { return nodes_[junction]; }
  // On no cycle of the network, so walked twice if at all.
  bool bridge(EdgeIndex corridor) const { return bridges_[corridor] != 0; }

  // The corridor that an edge of the network lies in; invalid_id in a dead end.
  EdgeIndex corridor(EdgeIndex edge) const { return corridors_[edge]; }

  // Of corridors: what their edges are to each other.
  const Twins& twins() const { return twins_; }

  struct Chain {
    const EdgeIndex* first;
    const EdgeIndex* last;
    const EdgeIndex* begin() const { return first; }
    const EdgeIndex* end() const { return last; }
  };
  // The edges of the network in a corridor, in order.
  Chain chain(EdgeIndex corridor) const {
    return {chained_.data() + first_chained_[corridor],
            chained_.data() + first_chained_[corridor + 1]};
  }

  template <typename Visitor>
  void visit_arrays(Visitor& visitor) {
    graph_.visit_arrays(visitor);
    visitor(junctions_);
    visitor(nodes_);
    visitor(corridors_);
    visitor(bridges_);
    visitor(first_chained_);
    visitor(chained_);
    twins_.visit_arrays(visitor);
  }

 private:
  Graph graph_;
  Array<NodeIndex> junctions_;  // by node of the network
  Array<NodeIndex> nodes_;      // of the network, by junction
  Array<EdgeIndex> corridors_;  // by edge of the network
  Array<std::uint8_t> bridges_;
  Array<std::uint32_t> first_chained_;
  Array<EdgeIndex> chained_;
  Twins twins_;
};

}  // namespace loopgenie
