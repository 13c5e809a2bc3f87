// What a request may not walk: a mask over a prepared graph.
//
// A mask only takes away. So what was prepared without it still bounds every walk that keeps to
// it: the cheapest ways there, the nearest cycle, the edges that can fill a length. Nothing is
// prepared anew for a mask, and edges keep their indexes.
#pragma once

#include <cstdint>

#include "loop/network/graph.hpp"

namespace loopgenie {

class Mask {
 public:
  // Closes what nobody may walk from end to end. The graph must outlive the mask.
  explicit Mask(const Graph& graph) : graph_(graph) {}
  // And edges that are harder, or roads. What is not known to be hard stays open.
  Mask(const Graph& graph, bool closes_roads, int hardest)
      : graph_(graph), closes_roads_(closes_roads), hardest_(hardest) {}

  bool closes(EdgeIndex i) const {
    const Edge& edge = graph_.edge(i);
    return edge.difficulty > hardest_ || (closes_roads_ && edge.road) ||
           (edge.only_forth && edge.only_back);
  }

 private:
  const Graph& graph_;
  bool closes_roads_ = false;
  int hardest_ = most_difficult;
};

}  // namespace loopgenie
