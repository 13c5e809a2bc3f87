#include "loop/bound/surroundings.hpp"

#include "loop/base/checksum.hpp"
#include "loop/bound/path_tree.hpp"

namespace loopgenie {
namespace {

// Adding up makes the order in which rows are met no part of the sum.
class Sum {
 public:
  template <typename Row>
  void add(const Row& row) {
    Checksum checksum;
    checksum.add(&row, sizeof row);
    sum_ += checksum.value();
  }
  std::uint64_t value() const { return sum_; }

 private:
  std::uint64_t sum_ = 0;
};

struct TwinIds {
  std::int64_t edge;
  std::int64_t other;
  Millimetres length;
};

}  // namespace

std::uint64_t print_surroundings(const Network& network, NodeIndex start, Millimetres longest,
                                 bool with_camps, Effort& effort) {
  if (start == invalid_id) return 0;
  const Graph& graph = network.graph();
  PathTree paths(graph);
  const auto length = [&](EdgeIndex edge) { return graph.edge(edge).length; };
  paths.grow(
      start, PathLimits{longest / 2, unreachable}, length, [](NodeIndex) { return true; }, effort);
  Sum sum;
  sum.add(network.node_id(start));
  for (const NodeIndex node : paths.settled()) {
    for (const Arc& arc : graph.arcs(node)) {
      if (arc.reversed || !paths.reaches(arc.head)) continue;
      if (paths.cost(node) + length(arc.edge) + paths.cost(arc.head) > longest) continue;
      effort.spend(1);
      sum.add(network.row(arc.edge));
      for (const Twins::Twin& twin : network.twins().of(arc.edge)) {
        sum.add(TwinIds{network.row(arc.edge).id, network.row(twin.edge).id, twin.length});
      }
    }
  }
  if (with_camps) {
    for (const Camp& camp : network.camps()) {
      effort.spend(1);
      if (paths.reaches(camp.node))
        sum.add(CampRow{camp.id, network.node_id(camp.node), camp.kind});
    }
  }
  return sum.value();
}

}  // namespace loopgenie
