#include "loop/exact/choices.hpp"

#include <algorithm>
#include <tuple>

namespace loopgenie {
namespace {

// Spurs into a chain from both of its ends are as many as the square of its edges: in longer
// chains they are left out, unless there is little else.
constexpr std::size_t most_edges_for_two_spurs = 8;
constexpr EdgeIndex most_edges_in_all = 48;

// The start stays a node, and so do the ends of the spurs where there are to be some.
Corridors contract(const Reach& reach, bool spurs) {
  std::vector<std::uint8_t> kept(reach.graph.node_count(), 0);
  kept[reach.start] = 1;
  for (NodeIndex node = 0; spurs && node < reach.graph.node_count(); ++node) {
    if (reach.graph.degree(node) == 1) kept[node] = 1;
  }
  Effort unlimited(unlimited_effort);
  return Corridors(reach.graph, reach.cycles, kept, {}, unlimited);
}

void walk(Choice& choice, const Edge& edge) {
  choice.length += choice.times * edge.length;
  choice.repeated += (choice.times - 1) * edge.length;
  choice.cost += (choice.times - 1) * edge.length + edge.dullness;
  choice.climb_cm += std::int64_t{choice.times} * edge.climb_cm;
}

}  // namespace

Choices::Choices(const Reach& reach, bool spurs)
    : corridors_(contract(reach, spurs)),
      directed_(std::any_of(reach.graph.edges().begin(), reach.graph.edges().end(),
                            [](const Edge& edge) { return edge.is_one_way(); })),
      lacks_spurs_(!spurs) {
  start_ = corridors_.junction(reach.start);
  choices_.resize(graph().edge_count());
  for (EdgeIndex corridor = 0; corridor < graph().edge_count(); ++corridor) {
    add_choices(reach, corridor, spurs);
  }
}

void Choices::add_choices(const Reach& reach, EdgeIndex corridor, bool spurs) {
  const Corridors::Chain chain = corridors_.chain(corridor);
  const auto edges = static_cast<std::uint16_t>(chain.last - chain.first);
  const auto edge = [&](std::size_t i) { return reach.graph.edge(chain.first[i]); };
  std::vector<Choice>& choices = choices_[corridor];
  const auto add = [&](std::uint8_t times, std::uint16_t from_source, std::uint16_t from_target,
                       bool joins, std::int8_t net = 0) {
    Choice choice;
    choice.net = net;
    choice.from_source = from_source;
    choice.from_target = from_target;
    choice.times = times;
    choice.joins = joins;
    for (std::uint16_t i = 0; i < from_source; ++i) walk(choice, edge(i));
    for (std::uint16_t i = 0; i < from_target; ++i) walk(choice, edge(edges - 1u - i));
    choices.push_back(choice);
  };
  const Edge& through = corridors_.graph().edge(corridor);
  if (!corridors_.bridge(corridor)) {
    if (!directed_) {
      add(1, edges, 0, true);
    } else {
      for (const std::int8_t times : {1, 2}) {
        if (!through.only_back) add(times, edges, 0, true, times);
        if (!through.only_forth) add(times, edges, 0, true, -times);
      }
    }
  }
  if (!through.is_one_way()) add(2, edges, 0, true);
  if (!spurs) return;
  // So far one may go and turn round.
  std::uint16_t from_source = 0;
  while (from_source < edges && !edge(from_source).is_one_way()) ++from_source;
  std::uint16_t from_target = 0;
  while (from_target < edges && !edge(edges - 1u - from_target).is_one_way()) ++from_target;
  const bool two_spurs =
      edges <= most_edges_for_two_spurs || reach.graph.edge_count() <= most_edges_in_all;
  lacks_spurs_ = lacks_spurs_ || !two_spurs;
  for (std::uint16_t i = 0; i < edges && i <= from_source; ++i) {
    for (std::uint16_t j = 0; i + j < edges && j <= from_target; ++j) {
      if (i + j > 0 && (two_spurs || i == 0 || j == 0)) add(2, i, j, false);
    }
  }
}

void Choices::append_uses(EdgeIndex corridor, const Choice& choice, Uses& uses) const {
  const Corridors::Chain chain = corridors_.chain(corridor);
  for (std::uint16_t i = 0; i < choice.from_source; ++i) {
    uses.push_back(Use{chain.first[i], choice.times});
  }
  for (std::uint16_t i = 0; i < choice.from_target; ++i) {
    uses.push_back(Use{chain.last[-1 - i], choice.times});
  }
}

}  // namespace loopgenie
