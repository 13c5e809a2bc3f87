#include "loop/exact/day_search.hpp"

#include <algorithm>

#include "loop/bound/path_tree.hpp"

namespace loopgenie {
namespace {

// It calls itself at each step. A walk of so many is not found by trying them all anyway.
constexpr std::size_t most_steps = 2'000;

class DaySearch {
 public:
  DaySearch(const Network& network, const Itineraries& itineraries, const Reach& reach,
            const Target& target, Millimetres hopeless, const FoundDays& found, WorkUnits most,
            Effort& effort)
      : network_(network),
        itineraries_(itineraries),
        reach_(reach),
        target_(target),
        threshold_(hopeless),
        found_(found),
        end_(effort.within(most)),
        effort_(effort),
        home_(reach.graph),
        times_(reach.graph.edge_count(), 0),
        ends_(reach.graph.node_count(), 0) {
    home_.grow(
        reach.start, PathLimits{}, [&](EdgeIndex i) { return reach.graph.edge(i).length; },
        [](NodeIndex) { return true; }, effort);
  }

  bool run() {
    go_on(reach_.start, Stretch{0, 0});
    return !effort_.past(end_) && !too_deep_;
  }

 private:
  // `since` is what was walked since a place to sleep, or the start, was passed.
  void go_on(NodeIndex node, Stretch since) {
    if (node == reach_.start && !order_.empty()) complete();
    const Graph::ArcRange arcs = reach_.graph.arcs(node);
    effort_.spend(static_cast<WorkUnits>(arcs.size()));
    for (const Arc& arc : arcs) {
      if (effort_.past(end_)) return;
      const Edge& edge = reach_.graph.edge(arc.edge);
      if (times_[arc.edge] == 2 || (arc.reversed ? edge.only_forth : edge.only_back)) continue;
      const Stretch along =
          itineraries_.along(Arc{invalid_id, reach_.network_edge[arc.edge], arc.reversed});
      const Stretch day{since.length + along.length, since.toil + along.toil};
      if (day.length > itineraries_.limits().longest ||
          day.toil > itineraries_.limits().most_toil) {
        continue;
      }
      step(arc, edge, day);
    }
  }

  void step(const Arc& arc, const Edge& edge, Stretch since) {
    const Measure before = loop_;
    const bool again = times_[arc.edge]++ > 0;
    loop_.length += edge.length;
    loop_.climb_cm += edge.climb_cm;
    if (again) {
      loop_.repeated += edge.length;
    } else {
      loop_.dullness += edge.dullness;
      loop_.crossings += meet(edge.source) + meet(edge.target);
    }
    if (order_.size() == most_steps) {
      too_deep_ = true;
    } else if (may_end_well(arc.head)) {
      const EdgeRow& row = network_.row(reach_.network_edge[arc.edge]);
      const NodeIndex head = network_.find_node(arc.reversed ? row.source : row.target);
      order_.push_back(Arc{head, reach_.network_edge[arc.edge], arc.reversed});
      go_on(arc.head, itineraries_.nights().beds(head) > 0 ? Stretch{0, 0} : since);
      order_.pop_back();
    }
    --times_[arc.edge];
    if (!again) {
      --ends_[edge.source];
      --ends_[edge.target];
    }
    loop_ = before;
  }

  int meet(NodeIndex node) {
    const int ends = ++ends_[node];
    return ends >= 4 && ends % 2 == 0 ? 1 : 0;
  }

  // Nothing that follows makes repeats, dull edges or crossings fewer.
  bool may_end_well(NodeIndex node) const {
    const Millimetres at_least = loop_.length + home_.length(node);
    return at_least <= target_.longest && loop_.climb_cm <= target_.most_climb_cm &&
           static_cast<double>(loop_.repeated) <=
               target_.max_repeat * static_cast<double>(target_.longest) &&
           loop_.repeated + loop_.dullness + target_.crossing_cost * loop_.crossings +
                   std::max<Millimetres>(0, at_least - target_.length) <
               threshold_;
  }

  void complete() {
    if (!target_.allows(loop_) || target_.penalty(loop_) >= threshold_) return;
    const NodeIndex start = network_.find_node(start_id());
    const auto stops = itineraries_.stops(start, order_);
    if (cut_days(stops, itineraries_.limits(), effort_)) threshold_ = found_(order_, loop_);
  }

  std::int64_t start_id() const {
    const EdgeRow& row = network_.row(order_.front().edge);
    return order_.front().reversed ? row.target : row.source;
  }

  const Network& network_;
  const Itineraries& itineraries_;
  const Reach& reach_;
  const Target& target_;
  Millimetres threshold_;
  const FoundDays& found_;
  const Deadline end_;
  Effort& effort_;
  PathTree home_;
  std::vector<std::uint8_t> times_;
  std::vector<int> ends_;  // by node: of distinct edges walked
  std::vector<Arc> order_;
  Measure loop_;
  bool too_deep_ = false;
};

}  // namespace

bool search_days(const Network& network, const Itineraries& itineraries, const Reach& reach,
                 const Target& target, Millimetres hopeless, const FoundDays& found, WorkUnits most,
                 Effort& effort) {
  return DaySearch(network, itineraries, reach, target, hopeless, found, most, effort).run();
}

}  // namespace loopgenie
