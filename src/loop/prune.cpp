#include "prune.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "pair_tree.hpp"
#include "path_tree.hpp"

namespace loopgenie {
namespace {

// What a millimetre of length costs beside its dullness, in 16ths. A walk that is longer than
// asked pays for the excess, so its cost at such a price, less the price of the asked length,
// bounds its penalty: without a price what is dull is too dear, with one what is far.
constexpr Millimetres prices[] = {0, 2, 6, 16};
constexpr Millimetres whole_price = 16;
// Without the edges dropped, others may turn out to be hopeless.
constexpr int most_rounds = 3;
// Times the asked length: so much is hopeless for nobody, and there is no answer yet.
constexpr Millimetres most_penalties = 4;

std::vector<bool> mark_hopeful(const Reach& reach, const Target& target, Millimetres hopeless,
                               Effort& effort) {
  const Graph& graph = reach.graph;
  std::vector<bool> hopeful(graph.edge_count(), true);
  PathTree paths(graph);
  PairTree pairs(graph);
  for (const Millimetres price : prices) {
    const auto priced = [&](Millimetres cost, EdgeIndex i) {
      return cost * whole_price + price * graph.edge(i).length;
    };
    const auto once = [&](EdgeIndex i) { return priced(graph.edge(i).dullness, i); };
    const auto again = [&](EdgeIndex i) { return priced(graph.edge(i).length, i); };
    const Millimetres dearest = hopeless * whole_price + price * target.length;
    paths.grow(
        reach.start, PathLimits{unreachable, (dearest + 1) / 2}, once,
        [](NodeIndex) { return true; }, effort);
    pairs.grow(paths, once, again, effort);
    for (EdgeIndex i = 0; i < graph.edge_count(); ++i) {
      const Edge& edge = graph.edge(i);
      const Millimetres there_and_back =
          std::max({pairs.cost(edge.source), pairs.cost(edge.target),
                    paths.cost(edge.source) + once(i) + paths.cost(edge.target)});
      if (there_and_back >= dearest) hopeful[i] = false;
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
