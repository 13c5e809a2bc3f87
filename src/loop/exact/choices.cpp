#include "loop/exact/choices.hpp"

#include <algorithm>
#include <tuple>

namespace loopgenie {
namespace {

// Spurs into a chain from both of its ends are as many as the square of its edges: in longer
// chains they are left out, unless there is little else.
constexpr std::size_t most_edges_for_two_spurs = 8;
constexpr EdgeIndex most_edges_in_all = 48;

// What is walked from one end of a chain on, by the number of edges.
class Stretches {
 public:
  void add(const Edge& edge) {
    const Stretch& before = sums_.back();
    sums_.push_back(Stretch{before.length + edge.length, before.dullness + edge.dullness,
                            before.climb_cm + edge.climb_cm});
  }
  void walk(Choice& choice, std::uint32_t edges) const {
    const Stretch& sum = sums_[edges];
    choice.length += choice.times * sum.length;
    choice.repeated += (choice.times - 1) * sum.length;
    choice.cost += (choice.times - 1) * sum.length + sum.dullness;
    choice.climb_cm += choice.times * sum.climb_cm;
  }

 private:
  struct Stretch {
    Millimetres length;
    Millimetres dullness;
    std::int64_t climb_cm;
  };
  std::vector<Stretch> sums_{Stretch{0, 0, 0}};
};

}  // namespace

Choices::Choices(const Reach& reach, bool spurs, Effort& effort)
    : corridors_(contract(reach, spurs, effort)),
      directed_(std::any_of(reach.graph.edges().begin(), reach.graph.edges().end(),
                            [](const Edge& edge) { return edge.is_one_way(); })),
      lacks_spurs_(!spurs) {
  start_ = corridors_.junction(reach.start);
  must_meet_.resize(graph().node_count());
  must_walk_.resize(graph().edge_count());
  if (start_ != invalid_id) must_meet_[start_] = true;
  for (const Via& via : vias_among(corridors_, reach.vias)) {
    (via.is_node() ? must_meet_[via.node] : must_walk_[via.edge]) = true;
  }
  choices_.resize(graph().edge_count());
  for (EdgeIndex corridor = 0; corridor < graph().edge_count(); ++corridor) {
    add_choices(reach, corridor, spurs, effort);
  }
}

void Choices::add_choices(const Reach& reach, EdgeIndex corridor, bool spurs, Effort& effort) {
  const Corridors::Chain chain = corridors_.chain(corridor);
  const auto edges = static_cast<std::uint32_t>(chain.last - chain.first);
  const auto edge = [&](std::uint32_t i) { return reach.graph.edge(chain.first[i]); };
  Stretches from_source;
  Stretches from_target;
  for (std::uint32_t i = 0; i < edges; ++i) {
    effort.poll(1);
    from_source.add(edge(i));
    from_target.add(edge(edges - 1 - i));
  }
  std::vector<Choice>& choices = choices_[corridor];
  const auto add = [&](std::uint8_t times, std::uint32_t source_edges, std::uint32_t target_edges,
                       bool joins, std::int8_t net = 0) {
    effort.spend(1);
    Choice choice;
    choice.net = net;
    choice.from_source = source_edges;
    choice.from_target = target_edges;
    choice.times = times;
    choice.joins = joins;
    from_source.walk(choice, source_edges);
    from_target.walk(choice, target_edges);
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
  std::uint32_t farthest_from_source = 0;
  while (farthest_from_source + 1 < edges && !edge(farthest_from_source).is_one_way()) {
    ++farthest_from_source;
  }
  std::uint32_t farthest_from_target = 0;
  while (farthest_from_target + 1 < edges && !edge(edges - 1 - farthest_from_target).is_one_way()) {
    ++farthest_from_target;
  }
  for (std::uint32_t j = 1; j <= farthest_from_target; ++j) add(2, 0, j, false);
  for (std::uint32_t i = 1; i <= farthest_from_source; ++i) add(2, i, 0, false);
  const bool two_spurs =
      edges <= most_edges_for_two_spurs || reach.graph.edge_count() <= most_edges_in_all;
  lacks_spurs_ = lacks_spurs_ || !two_spurs;
  if (!two_spurs) return;
  for (std::uint32_t i = 1; i <= farthest_from_source; ++i) {
    for (std::uint32_t j = 1; i + j < edges && j <= farthest_from_target; ++j) {
      add(2, i, j, false);
    }
  }
}

void Choices::append_uses(EdgeIndex corridor, const Choice& choice, Uses& uses) const {
  const Corridors::Chain chain = corridors_.chain(corridor);
  for (std::uint32_t i = 0; i < choice.from_source; ++i) {
    uses.push_back(Use{chain.first[i], choice.times});
  }
  for (std::uint32_t i = 0; i < choice.from_target; ++i) {
    uses.push_back(Use{*(chain.last - 1 - i), choice.times});
  }
}

}  // namespace loopgenie
