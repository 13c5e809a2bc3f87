// What a request may not walk: a mask over a prepared graph.
//
// A mask only takes away. So what was prepared without it still bounds every walk that keeps to
// it: the cheapest ways there, the nearest cycle, the edges that can fill a length. Nothing is
// prepared anew for a mask, and edges keep their indexes.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "loop/network/corridors.hpp"
#include "loop/network/graph.hpp"

namespace loopgenie {

// Some edges of a graph, a bit for each; none at all take no memory.
class EdgeSet {
 public:
  EdgeSet() = default;
  EdgeSet(const Graph& graph, const std::vector<EdgeIndex>& edges) {
    if (edges.empty()) return;
    marked_.resize(graph.edge_count());
    for (const EdgeIndex i : edges) marked_[i] = true;
  }

  bool empty() const { return marked_.empty(); }
  bool contains(EdgeIndex i) const { return !marked_.empty() && marked_[i]; }

 private:
  std::vector<bool> marked_;
};

// Those that no way leads through where edges of the network are closed.
inline std::vector<EdgeIndex> corridors_through(const Corridors& corridors,
                                                const std::vector<EdgeIndex>& edges) {
  std::vector<EdgeIndex> through;
  for (const EdgeIndex i : edges) {
    if (corridors.corridor(i) != invalid_id) through.push_back(corridors.corridor(i));
  }
  return through;
}

class Mask {
 public:
  // Closes what nobody may walk from end to end. The graph must outlive the mask.
  explicit Mask(const Graph& graph) : graph_(graph) {}
  // And these edges, and those that are harder, or roads. What is not known to be hard stays open.
  Mask(const Graph& graph, bool closes_roads, int hardest, const std::vector<EdgeIndex>& closed)
      : graph_(graph), closes_roads_(closes_roads), hardest_(hardest), closed_(graph, closed) {}

  bool closes(EdgeIndex i) const {
    const Edge& edge = graph_.edge(i);
    if (edge.difficulty > hardest_ || (closes_roads_ && edge.road) ||
        (edge.only_forth && edge.only_back)) {
      return true;
    }
    if (!closed_.contains(i)) return false;
    met_closed_ = true;
    return true;
  }
  // Whether it kept anybody off an edge that is open but for being named: where it did not,
  // everything went as it would have without those.
  bool met_closed() const { return met_closed_; }

 private:
  const Graph& graph_;
  bool closes_roads_ = false;
  int hardest_ = most_difficult;
  EdgeSet closed_;
  mutable bool met_closed_ = false;
};

}  // namespace loopgenie
