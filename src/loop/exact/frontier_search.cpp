#include "loop/exact/frontier_search.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "loop/base/sort.hpp"
#include "loop/exact/choices.hpp"
#include "loop/bound/fill_bound.hpp"
#include "loop/exact/frontier_state.hpp"
#include "loop/exact/parity_bound.hpp"

namespace loopgenie {
namespace {

// One way to have decided the edges so far.
struct Label {
  Millimetres length;
  Millimetres cost;  // repeats, dullness and crossings so far
  Millimetres repeated;
  std::int64_t climb_cm;
  Millimetres loss;  // a dropped label it stands for may come to this much less
  std::uint32_t decision;
  std::int64_t reduced;  // costs of what is decided: see ReducedCosts
};

// Decisions form a tree; a label points to its last one.
struct Decision {
  std::uint32_t before;
  EdgeIndex corridor;
  std::uint32_t choice;
};
// What may be remembered of them: about 200 MB.
constexpr std::size_t most_decisions = 16'000'000;

const Choice nothing;

struct LabelGroup {
  FrontierState state;
  ParityBound::Completions to_come;
  std::vector<Label> labels;
};

class FrontierSearch {
 public:
  FrontierSearch(const Reach& reach, const Choices& choices, const FrontierOrder& order,
                 const Target& target, const FrontierLimits& limits, Millimetres threshold,
                 const FoundWalk& found, Effort& effort)
      : reach_(reach),
        choices_(choices),
        order_(order),
        target_(target),
        limits_(limits),
        threshold_(threshold),
        found_(found),
        effort_(effort),
        reduced_(reduce(choices, limits.reduced)),
        parity_(choices, order, reduced_, effort),
        first_complete_(last_demand(choices, order)) {}

  FrontierResult run() {
    // Nothing but spurs.
    if (choices_.lacks_spurs()) bound_ = target_.length / 2;
    for (const Step& step : order_.steps) stock(step, [&](auto... edge) { stock_.add(edge...); });
    const std::int64_t base = limits_.reduced ? limits_.reduced->base : 0;
    groups_.push_back(LabelGroup{FrontierState{}, {}, {Label{0, 0, 0, 0, 0, invalid_id, base}}});
    for (const Step& step : order_.steps) {
      stock(step, [&](auto... edge) { stock_.remove(edge...); });
      stock_.settle();
      ++steps_decided_;
      decide(step);
      thin_groups();
      keep_best_labels();
      if (bound_ <= limits_.hopeless_below) {
        complete_ = false;
        break;
      }
    }
    return FrontierResult{std::min(bound_, threshold_), complete_ && !choices_.lacks_spurs(),
                          had_space_};
  }

 private:
  using ByUse = ParityBound::ByUse;

  // An edge that is walked out and back may have been cut off where costs were reduced.
  static std::vector<ByUse> reduce(const Choices& choices, const ReducedCosts* costs) {
    std::vector<ByUse> reduced;
    if (costs == nullptr) return reduced;
    for (EdgeIndex corridor = 0; corridor < choices.graph().edge_count(); ++corridor) {
      ByUse sum{};
      for (const EdgeIndex i : choices.chain(corridor)) {
        const ByUse& edge = costs->by_corridor[i];
        sum[0] += edge[0];
        sum[1] += edge[1];
        sum[2] += std::min(edge[0], edge[2]);
      }
      reduced.push_back(sum);
    }
    return reduced;
  }
  // How many steps must be decided before a walk has come by all that it must.
  static std::size_t last_demand(const Choices& choices, const FrontierOrder& order) {
    std::size_t steps = 0;
    for (std::size_t i = 0; i < order.steps.size(); ++i) {
      const Step& step = order.steps[i];
      const Edge& corridor = choices.graph().edge(step.edge);
      if (choices.must_walk(step.edge) ||
          (step.source_retires && choices.must_meet(corridor.source)) ||
          (step.target_retires && choices.must_meet(corridor.target))) {
        steps = i + 1;
      }
    }
    return steps;
  }

  // How a choice uses a corridor as a whole.
  static std::size_t use_of(const Choice& choice) { return choice.joins ? choice.times : 0; }

  // Does something with each edge of a corridor.
  template <typename Change>
  void stock(const Step& step, const Change& change) {
    for (const EdgeIndex i : choices_.chain(step.edge)) {
      change(reach_.graph.edge(i), reach_.cycles.bridge[i] != 0);
    }
  }

  // The least penalty that any completion of the label could come to.
  Millimetres outlook(const Label& label, const ParityBound::Completions& to_come) const {
    const Millimetres need = target_.length - label.length;
    return std::max(label.cost + std::max(fill(need), ParityBound::least(to_come.sums, need)),
                    known(label.reduced + to_come.reduced));
  }
  Millimetres known(std::int64_t reduced) const {
    return limits_.reduced ? std::min(limits_.reduced->hopeless, reduced >> ReducedCosts::shift)
                           : 0;
  }
  Millimetres fill(Millimetres need) const {
    return choices_.lacks_spurs() ? stock_.least_penalty_with_spurs(need)
                                  : stock_.least_penalty(need);
  }

  void decide(const Step& step) {
    before_.swap(groups_);
    groups_.clear();
    group_index_.clear();
    for (const LabelGroup& group : before_) {
      if (group.labels.empty()) continue;
      if (!choices_.must_walk(step.edge)) extend(group, step, nothing);
      for (const Choice& choice : choices_.of(step.edge)) extend(group, step, choice);
    }
    // The best first: of a long chain every edge may be where a walk turns round.
    std::stable_sort(completed_.begin(), completed_.end(),
                     [&](const Label& a, const Label& b) { return penalty_of(a) < penalty_of(b); });
    for (const Label& label : completed_) complete(label);
    completed_.clear();
  }

  void extend(const LabelGroup& group, const Step& step, const Choice& choice) {
    const Edge& corridor = choices_.graph().edge(step.edge);
    FrontierState state = group.state;
    const int crossings =
        choice.times == 0 ? 0 : state.walk(step, choice, corridor, choices_.start());
    const Closing closing = state.retire(step, corridor, choices_);
    // A label costs about as much as looking at two edges.
    effort_.spend(1 + 2 * static_cast<std::int64_t>(group.labels.size()));
    if (closing == Closing::dead_end) return;
    if (closing == Closing::complete && steps_decided_ < first_complete_) return;

    const std::int64_t reduced = reduced_.empty() ? 0 : reduced_[step.edge][use_of(choice)];
    const Millimetres cost = choice.cost + crossings * target_.crossing_cost;
    LabelGroup* kept = closing == Closing::open ? &group_of(state) : nullptr;
    const ParityBound::Completions to_come = kept ? kept->to_come : ParityBound::Completions{};
    for (const Label& label : group.labels) {
      Label next{
          label.length + choice.length,     label.cost + cost, label.repeated + choice.repeated,
          label.climb_cm + choice.climb_cm, label.loss,        label.decision,
          label.reduced + reduced};
      if (next.length > target_.longest && next.loss == 0) continue;
      if (next.climb_cm > target_.most_climb_cm && next.loss == 0) continue;
      if (outlook(next, to_come) - next.loss >= threshold_) continue;
      if (choice.times > 0) {
        next.decision = static_cast<std::uint32_t>(decisions_.size());
        const auto index = static_cast<std::uint32_t>(&choice - choices_.of(step.edge).data());
        decisions_.push_back(Decision{label.decision, step.edge, index});
      }
      if (kept) {
        kept->labels.push_back(next);
      } else {
        completed_.push_back(next);
      }
    }
  }

  LabelGroup& group_of(const FrontierState& state) {
    const auto [place, added] = group_index_.try_emplace(state, groups_.size());
    if (added) {
      groups_.push_back(LabelGroup{state, parity_.after(steps_decided_, state.odd_slots()), {}});
    }
    return groups_[place->second];
  }

  Millimetres penalty_of(const Label& label) const {
    return std::abs(label.length - target_.length) + label.cost;
  }

  void complete(const Label& label) {
    if (label.length == 0) return;
    const Millimetres penalty = penalty_of(label);
    // Where spurs are lacking they may be what is missing.
    const Millimetres missing =
        choices_.lacks_spurs() ? std::max<Millimetres>(0, target_.length - label.length) : 0;
    if (label.loss > 0 || missing > 0) {
      bound_ = std::min(bound_, penalty - missing / 2 - label.loss);
    }
    const Measure measured{label.length, label.repeated, 0, 0, label.climb_cm};
    if (penalty >= threshold_ || !target_.allows(measured)) return;

    Uses uses;
    for (std::uint32_t i = label.decision; i != invalid_id; i = decisions_[i].before) {
      const EdgeIndex corridor = decisions_[i].corridor;
      choices_.append_uses(corridor, choices_.of(corridor)[decisions_[i].choice], uses);
    }
    effort_.spend(2 * static_cast<std::int64_t>(uses.size()));
    sort_polling(uses, effort_, std::less<Use>());
    bound_ = std::min(bound_, penalty);
    threshold_ = found_(uses, measure_of(reach_.graph, uses, effort_));
  }

  // Drops the labels of a state that others of it make superfluous, or nearly so.
  void thin_groups() {
    for (LabelGroup& group : groups_) {
      std::sort(group.labels.begin(), group.labels.end(), [](const Label& a, const Label& b) {
        return a.cost != b.cost ? a.cost < b.cost : a.length < b.length;
      });
      kept_.clear();  // ascending by length
      for (const Label& label : group.labels) {
        const auto place =
            std::lower_bound(kept_.begin(), kept_.end(), label,
                             [](const Label& a, const Label& b) { return a.length < b.length; });
        // It is enough to look at the neighbours: one that is superfluous because of a
        // farther label is so because of a neighbour too.
        if (place != kept_.end() && absorbs(*place, label)) continue;
        if (place != kept_.begin() && absorbs(*(place - 1), label)) continue;
        kept_.insert(place, label);
      }
      group.labels = kept_;
      effort_.spend(static_cast<std::int64_t>(kept_.size()));
    }
  }

  bool absorbs(Label& keeper, const Label& label) {
    const Millimetres excess = keeper.cost + std::abs(keeper.length - label.length) - label.cost;
    const bool exact = limits_.merge == 0;
    if (exact && (keeper.length != label.length || keeps_limits_better(label, keeper)))
      return false;
    if (excess > limits_.merge) return false;
    // One of another length may miss the limits where the label keeps them: whatever the
    // excess, standing for it is a loss.
    const Millimetres least_loss = exact ? 0 : 1;
    complete_ = complete_ && exact;
    if (label.loss > 0 || least_loss > 0) {
      keeper.loss = std::max(keeper.loss, label.loss + std::max(excess, least_loss));
    }
    return true;
  }

  bool keeps_limits_better(const Label& label, const Label& keeper) const {
    return (target_.max_repeat < 0.5 && label.repeated < keeper.repeated) ||
           (target_.limits_climb() && label.climb_cm < keeper.climb_cm);
  }

  void keep_best_labels() {
    std::size_t count = 0;
    for (const LabelGroup& group : groups_) count += group.labels.size();
    const bool ended = effort_.exhausted() || decisions_.size() > most_decisions;
    const std::size_t cap = ended ? 0 : limits_.labels;
    if (count <= cap) return;
    complete_ = false;
    had_space_ = false;

    std::vector<Millimetres> outlooks;
    outlooks.reserve(count);
    for (const LabelGroup& group : groups_) {
      for (const Label& label : group.labels) outlooks.push_back(outlook(label, group.to_come));
    }
    Millimetres worst_kept = -1;
    std::size_t ties = 0;
    std::size_t ties_kept = 0;
    if (cap > 0) {
      const auto last = outlooks.begin() + static_cast<std::ptrdiff_t>(cap) - 1;
      std::nth_element(outlooks.begin(), last, outlooks.end());
      worst_kept = *last;
      ties = static_cast<std::size_t>(std::count(outlooks.begin(), outlooks.end(), worst_kept));
      ties_kept = static_cast<std::size_t>(std::count(outlooks.begin(), last + 1, worst_kept));
    }
    // Of equals every so manieth is kept, not the first ones: those have put off walking.
    std::size_t ties_seen = 0;
    const auto is_chosen = [&] {
      const std::size_t before = ties_seen++ * ties_kept / ties;
      return ties_seen * ties_kept / ties > before;
    };
    const auto is_dropped = [&](const Label& label, const ParityBound::Completions& to_come) {
      const Millimetres expected = outlook(label, to_come);
      if (expected < worst_kept) return false;
      if (expected == worst_kept && is_chosen()) return false;
      bound_ = std::min(bound_, expected - label.loss);
      return true;
    };
    for (LabelGroup& group : groups_) {
      std::vector<Label> kept;
      for (const Label& label : group.labels) {
        if (!is_dropped(label, group.to_come)) kept.push_back(label);
      }
      group.labels.swap(kept);
    }
  }

  const Reach& reach_;
  const Choices& choices_;
  const FrontierOrder& order_;
  const Target& target_;
  const FrontierLimits& limits_;
  Millimetres threshold_;
  const FoundWalk& found_;
  Effort& effort_;

  Millimetres bound_ = unreachable;
  bool complete_ = true;
  bool had_space_ = true;
  FillStock stock_;                   // of the undecided edges
  const std::vector<ByUse> reduced_;  // by corridor
  const ParityBound parity_;
  const std::size_t first_complete_;
  std::size_t steps_decided_ = 0;
  std::vector<Decision> decisions_;
  std::vector<LabelGroup> groups_;
  std::vector<LabelGroup> before_;
  std::vector<Label> completed_;
  std::vector<Label> kept_;
  std::unordered_map<FrontierState, std::size_t, FrontierState::Hash> group_index_;
};

}  // namespace

FrontierResult search_frontier(const Reach& reach, const Target& target,
                               const FrontierLimits& limits, Millimetres threshold,
                               const FoundWalk& found, Effort& effort) {
  const Choices choices(reach, limits.spurs, effort);
  if (choices.graph().edge_count() > limits.corridors) return {};
  const FrontierOrder order = choices.graph().edge_count() == 0
                                  ? FrontierOrder{}
                                  : find_frontier_order(choices.graph(), choices.start(), effort);
  if (order.width > std::min<std::uint32_t>(limits.width, FrontierState::max_width)) return {};
  return FrontierSearch(reach, choices, order, target, limits, threshold, found, effort).run();
}

}  // namespace loopgenie
