#include "loop/bound/prune.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "loop/bound/pair_tree.hpp"
#include "loop/bound/path_tree.hpp"
#include "loop/bound/length_price.hpp"

namespace loopgenie {
namespace {

constexpr LengthPrice length_prices[] = {LengthPrice::in_16ths(0), LengthPrice::in_16ths(2),
                                         LengthPrice::in_16ths(6), LengthPrice::in_16ths(16)};
// Without the edges dropped, others may turn out to be hopeless.
constexpr int most_rounds = 3;
// Times the asked length: so much is hopeless for nobody, there is no answer yet.
constexpr Millimetres most_penalties = 4;

std::vector<bool> mark_hopeful(const Reach& reach, const Target& target, Millimetres hopeless,
                               Effort& effort) {
  const Graph& graph = reach.graph;
  std::vector<bool> hopeful(graph.edge_count(), true);
  PathTree paths(graph);
  PairTree pairs(graph);
  for (const LengthPrice& price : length_prices) {
    const auto once = [&](EdgeIndex i) { return price.once(graph.edge(i)); };
    const auto again = [&](EdgeIndex i) { return price.again(graph.edge(i)); };
    const Millimetres most = price.most(hopeless, target);
    paths.grow(
        reach.start, PathLimits{unreachable, (most + 1) / 2}, once, [](NodeIndex) { return true; },
        effort);
    pairs.grow(paths, once, again, effort);
    for_each_met(graph, reach.vias, [&](NodeIndex node) {
      if (pairs.cost(node) >= most) hopeful.assign(graph.edge_count(), false);
    });
    for (EdgeIndex i = 0; i < graph.edge_count(); ++i) {
      const Edge& edge = graph.edge(i);
      const Millimetres there_and_back =
          std::max({pairs.cost(edge.source), pairs.cost(edge.target),
                    paths.cost(edge.source) + once(i) + paths.cost(edge.target)});
      if (there_and_back >= most) hopeful[i] = false;
    }
  }
  return hopeful;
}

}  // namespace

Reach prune(Reach reach, const Target& target, Millimetres hopeless, Effort& effort) {
  if (hopeless >= most_penalties * target.length) return reach;
  for (int round = 0; round < most_rounds; ++round) {
    const std::vector<bool> hopeful = mark_hopeful(reach, target, hopeless, effort);
    if (std::find(hopeful.begin(), hopeful.end(), false) == hopeful.end()) break;
    reach = keep_edges(reach, hopeful, effort);
  }
  return reach;
}

}  // namespace loopgenie
