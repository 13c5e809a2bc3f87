#include "loop/bound/connected_bound.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "loop/bound/connection_rows.hpp"

namespace loopgenie {
namespace {

using Wide = __int128;
using Average = ConnectionRows::Average;

// The volume algorithm: sizes of steps in 4096ths, as found best there and here.
constexpr std::int64_t step_whole = 4096;
constexpr std::int64_t first_step = step_whole / 32;
constexpr std::int64_t longest_step = 2 * step_whole;
constexpr std::int64_t shortest_step = step_whole / 200;
constexpr std::int64_t pieces = 16;  // that the length is reckoned in
constexpr int most_failures = 12;    // then steps become shorter by a third
constexpr int average_shift = 3;     // an eighth of each new point goes into the average
constexpr int steps_between_separations = 40;
constexpr int most_separations = 12;
// Parts of what is open: a gain between separations that is not worth going on for.
constexpr std::int64_t hardly_any = 16;
constexpr int most_idle = 2;
// Of the corridors: with fewer uses dropped than this nothing is expected to change.
constexpr int part_worth_counting = 20;
// Terms that are looked at in the time of a work unit.
constexpr std::size_t terms_per_unit = 12;

class Volume {
 public:
  Volume(const Corridors& corridors, NodeIndex start, const std::vector<Via>& vias,
         const Target& target, Millimetres hopeless, Effort& effort)
      : corridors_(corridors),
        graph_(corridors.graph()),
        target_(target),
        start_(start),
        hopeless_(scaled(hopeless)),
        effort_(effort),
        rows_(corridors, start, vias, target, hopeless, effort),
        point_(empty_average()),
        average_(empty_average()),
        costs_(graph_.edge_count()),
        affordable_(graph_.edge_count(), {true, true, true}) {
    for (EdgeIndex i = 0; i < graph_.edge_count(); ++i) affordable_[i][1] = !corridors.bridge(i);
  }

  ReducedCosts run() {
    best_.resize(rows_.rows().size(), 0);
    for (int sixteenths = 0; sixteenths <= 8; ++sixteenths) {
      const std::int64_t price = scaled(1) * sixteenths / 16;
      const std::int64_t bound = evaluate(price, best_);
      if (bound <= best_bound_) continue;
      best_bound_ = bound;
      best_length_price_ = price;
    }
    evaluate(best_length_price_, best_);
    average_ = point_;
    int idle = 0;
    for (int round = 0; round < most_separations && idle < most_idle; ++round) {
      const std::int64_t before = best_bound_;
      for (int i = 0; i < steps_between_separations && best_bound_ < hopeless_; ++i) step();
      if (best_bound_ >= hopeless_ || effort_.exhausted()) break;
      const bool fewer = drop_what_is_too_dear();
      if (best_bound_ >= hopeless_) break;
      rows_.separate(average_);
      best_.resize(rows_.rows().size(), 0);
      const bool gained = best_bound_ - before > (hopeless_ - best_bound_) / hardly_any;
      idle = gained || fewer ? 0 : idle + 1;
      step_ = std::max(step_, first_step);
    }
    return reduce();
  }

 private:
  using Cost = std::array<std::int64_t, 3>;  // not at all, once, twice

  ReducedCosts reduce() {
    ReducedCosts reduced;
    reduced.hopeless = hopeless_ >> ReducedCosts::shift;
    reduced.by_corridor.resize(graph_.edge_count(), {0, 0, 0});
    reduced.base = best_bound_;
    if (best_bound_ >= hopeless_) return reduced;
    evaluate(best_length_price_, best_);
    for (EdgeIndex i = 0; i < graph_.edge_count(); ++i) {
      const Cost& cost = costs_[i];
      const std::int64_t least = *std::min_element(cost.begin(), cost.end());
      reduced.by_corridor[i] = {cost[0] - least, cost[1] - least, cost[2] - least};
    }
    return reduced;
  }

  // Whether there was anything.
  bool drop_what_is_too_dear() {
    const Affordable affordable = find_affordable(corridors_, start_, reduce(), effort_);
    int dropped = 0;
    for (EdgeIndex i = 0; i < graph_.edge_count(); ++i) {
      for (std::size_t use = 0; use < affordable[i].size(); ++use) {
        if (affordable[i][use] || !affordable_[i][use]) continue;
        affordable_[i][use] = false;
        ++dropped;
      }
    }
    if (dropped == 0) return false;
    const auto impossible = [](const std::array<bool, 3>& uses) {
      return !uses[0] && !uses[1] && !uses[2];
    };
    if (std::any_of(affordable_.begin(), affordable_.end(), impossible)) {
      best_bound_ = hopeless_;
      return true;
    }
    rows_.restrict_to(affordable_);
    best_bound_ = evaluate(best_length_price_, best_);
    return dropped * part_worth_counting > static_cast<int>(graph_.edge_count());
  }

  static std::int64_t scaled(Millimetres cost) {
    return static_cast<std::int64_t>(cost) << ReducedCosts::shift;
  }
  Average empty_average() const {
    return Average{std::vector<std::int64_t>(graph_.edge_count(), 0),
                   std::vector<std::int64_t>(graph_.edge_count(), 0)};
  }
  // From a metre too long, at 1, to one too short, at a half.
  static std::int64_t clamp_price(std::int64_t price) {
    return std::clamp(price, -scaled(1), scaled(1) / 2);
  }

  // The bound of these multipliers, exactly; leaves the costs and the point that has them behind.
  std::int64_t evaluate(std::int64_t length_price, const std::vector<std::int64_t>& multipliers) {
    std::int64_t bound = length_price * target_.length;
    for (EdgeIndex i = 0; i < graph_.edge_count(); ++i) {
      const Edge& edge = graph_.edge(i);
      costs_[i] = {0, scaled(edge.dullness) - length_price * edge.length,
                   scaled(edge.dullness + edge.length) - 2 * length_price * edge.length};
    }
    for (std::size_t r = 0; r < multipliers.size(); ++r) {
      const std::int64_t multiplier = multipliers[r];
      if (multiplier == 0) continue;
      const ConnectionRows::Row& row = rows_.rows()[r];
      bound += multiplier * row.least;
      for (std::uint32_t k = row.first; k < row.last; ++k) {
        const ConnectionRows::Term& term = rows_.terms()[k];
        costs_[term.corridor][1] -= multiplier * term.once;
        costs_[term.corridor][2] -= multiplier * term.twice;
      }
    }
    for (EdgeIndex i = 0; i < graph_.edge_count(); ++i) {
      Cost& cost = costs_[i];
      for (std::size_t use = 0; use < cost.size(); ++use) {
        if (!affordable_[i][use]) cost[use] = ReducedCosts::never;
      }
      const auto least = std::min_element(cost.begin(), cost.end());
      point_.once[i] = least == cost.begin() + 1 ? Average::whole : 0;
      point_.twice[i] = least == cost.begin() + 2 ? Average::whole : 0;
      bound += *least;
    }
    effort_.spend(static_cast<WorkUnits>(rows_.terms().size() / terms_per_unit +
                                         graph_.edge_count() / 4 + 1));
    return bound;
  }

  // By how much the average breaks a row, in parts of whole.
  std::int64_t broken_by(const ConnectionRows::Row& row, const Average& average) const {
    std::int64_t sum = row.least * Average::whole;
    for (std::uint32_t k = row.first; k < row.last; ++k) {
      const ConnectionRows::Term& term = rows_.terms()[k];
      sum -= term.once * average.once[term.corridor] + term.twice * average.twice[term.corridor];
    }
    return sum;
  }
  // The same of the length, in parts of a piece of the asked one: a corridor is so little of it
  // that its row would hardly count beside the others.
  std::int64_t short_by(const Average& average) const {
    Wide length = 0;
    for (EdgeIndex i = 0; i < graph_.edge_count(); ++i) {
      length += Wide{graph_.edge(i).length} * (average.once[i] + 2 * average.twice[i]);
    }
    return pieces * (Average::whole - static_cast<std::int64_t>(length / target_.length));
  }

  void step() {
    const std::size_t count = rows_.rows().size();
    broken_.resize(count);
    Wide norm = 0;
    for (std::size_t r = 0; r < count; ++r) {
      std::int64_t broken = broken_by(rows_.rows()[r], average_);
      if (broken < 0 && best_[r] == 0) broken = 0;
      broken_[r] = broken;
      norm += Wide{broken} * broken;
    }
    const std::int64_t missing = short_by(average_);
    norm += Wide{missing} * missing;
    effort_.spend(static_cast<WorkUnits>(rows_.terms().size() / terms_per_unit + 1));
    if (norm == 0) return;
    // step * (hopeless - bound) / norm, in such parts of a cost for each part that is broken.
    const Wide gap = Wide{hopeless_ - best_bound_} + scaled(target_.length / 200);
    constexpr int precision = 40;
    const Wide size =
        ((gap * step_ / step_whole) << precision) / std::max<Wide>(1, norm / Average::whole);
    const auto change = [&](std::int64_t by) {
      const Wide most = scaled(target_.length);
      return static_cast<std::int64_t>(std::clamp<Wide>((size * by) >> precision, -most, most));
    };
    tried_.resize(count);
    for (std::size_t r = 0; r < count; ++r) {
      const Millimetres most = rows_.rows()[r].most_multiplier;
      const std::int64_t limit = std::min(most, target_.length) << ReducedCosts::shift;
      tried_[r] = std::clamp<std::int64_t>(best_[r] + change(broken_[r]), 0, limit);
    }
    const std::int64_t price =
        clamp_price(best_length_price_ + pieces * change(missing) / target_.length);
    const std::int64_t bound = evaluate(price, tried_);
    for (EdgeIndex i = 0; i < graph_.edge_count(); ++i) {
      average_.once[i] += (point_.once[i] - average_.once[i]) >> average_shift;
      average_.twice[i] += (point_.twice[i] - average_.twice[i]) >> average_shift;
    }
    if (bound > best_bound_) {
      Wide along = Wide{missing} * short_by(point_);
      for (std::size_t r = 0; r < count; ++r) {
        if (broken_[r] != 0) along += Wide{broken_[r]} * broken_by(rows_.rows()[r], point_);
      }
      best_bound_ = bound;
      best_.swap(tried_);
      best_length_price_ = price;
      failures_ = 0;
      if (along > 0) step_ = std::min(longest_step, step_ * 11 / 10);
    } else if (++failures_ == most_failures) {
      failures_ = 0;
      step_ = std::max(shortest_step, step_ * 2 / 3);
    }
  }

  const Corridors& corridors_;
  const Graph& graph_;
  const Target& target_;
  const NodeIndex start_;
  const std::int64_t hopeless_;
  Effort& effort_;
  ConnectionRows rows_;
  Average point_;
  Average average_;
  std::vector<Cost> costs_;
  Affordable affordable_;
  std::vector<std::int64_t> best_;  // multipliers of the rows
  std::int64_t best_length_price_ = 0;
  std::int64_t best_bound_ = 0;
  std::vector<std::int64_t> tried_;
  std::vector<std::int64_t> broken_;
  std::int64_t step_ = first_step;
  int failures_ = 0;
};

}  // namespace

ReducedCosts bound_connected(const Corridors& corridors, NodeIndex start,
                             const std::vector<Via>& vias, const Target& target,
                             Millimetres hopeless, Effort& effort) {
  return Volume(corridors, start, vias, target, hopeless, effort).run();
}

}  // namespace loopgenie
