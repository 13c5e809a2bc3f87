#include "connections.hpp"

#include <algorithm>

#include "path_tree.hpp"

namespace loopgenie {

Connections::Connections(const Graph& graph, NodeIndex start, Effort& effort)
    : count_(graph.node_count()), start_(start) {
  PathTree paths(graph);
  const auto grow = [&](Ways& ways, const auto& cost) {
    ways.cost.reserve(std::size_t{count_} * count_);
    for (NodeIndex from = 0; from < count_; ++from) {
      paths.grow(
          from, PathLimits{}, [&](EdgeIndex i) { return cost(graph.edge(i)); },
          [](NodeIndex) { return true; }, effort);
      for (NodeIndex to = 0; to < count_; ++to) ways.cost.push_back(paths.cost(to));
    }
  };
  grow(shortest_, [](const Edge& edge) { return edge.length; });
  grow(least_dull_, [](const Edge& edge) { return edge.dullness; });
}

Connections::Cost Connections::least(const FrontierState& state, const SlotNodes& nodes) const {
  return Cost{least(shortest_, state, nodes), least(least_dull_, state, nodes)};
}

Millimetres Connections::least(const Ways& ways, const FrontierState& state,
                               const SlotNodes& nodes) const {
  struct Piece {
    bool walked = false;
    bool loose = false;  // has odd nodes
    Millimetres to_others = unreachable;
  };
  std::array<Piece, FrontierState::max_width + 1> pieces;
  Millimetres to_start = unreachable;
  Millimetres pairing = 0;  // twice what it takes
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const FrontierState::Slot& slot = state.slots()[i];
    if (slot.ends == 0) continue;
    Piece& piece = pieces[slot.component];
    piece.walked = true;
    piece.loose = piece.loose || slot.odd != 0;
    to_start = std::min(to_start, ways.between(nodes[i], start_, count_));
    Millimetres to_odd = unreachable;
    for (std::size_t j = 0; j < nodes.size(); ++j) {
      const FrontierState::Slot& other = state.slots()[j];
      if (other.ends == 0 || i == j) continue;
      const Millimetres way = ways.between(nodes[i], nodes[j], count_);
      if (other.odd != 0) to_odd = std::min(to_odd, way);
      if (other.component != slot.component) piece.to_others = std::min(piece.to_others, way);
    }
    if (slot.odd != 0 && to_odd < unreachable) pairing += to_odd;
  }
  Millimetres least = (pairing + 1) / 2;
  const bool start_walked = pieces[FrontierState::start_component].walked;
  if (!start_walked && to_start < unreachable) least = std::max(least, 2 * to_start);
  for (const Piece& piece : pieces) {
    if (!piece.walked || piece.loose || piece.to_others == unreachable) continue;
    least = std::max(least, 2 * piece.to_others);
  }
  return least;
}

}  // namespace loopgenie
