#include "loop/planner.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <queue>
#include <tuple>
#include <utility>

#include "loop/walk/answers.hpp"
#include "loop/trailhead_search.hpp"
#include "loop/ranked_trailheads.hpp"
#include "loop/walk/walk.hpp"

namespace loopgenie {
namespace {

// What is small is done with before any more is improved.
constexpr ExactPass quick_passes[] = {
    {2'000, 220, 110, false, 0.001, 0, 6, 0},
    {2'000, 110, 110, true, 0.001, 0, 6, 0},
};
constexpr ExactPass exact_passes[] = {
    {2'000, 400, 150, false, 0.001, 0, 6, 0},
    {2'000, 150, 150, true, proof_margin, 0, 6, 0},
    {20'000, 100, 100, true, proof_margin, 0.8 * proof_margin, 1, 0},
    {100'000, 800, 800, true, proof_margin, 0.8 * proof_margin, 1, 20'000'000},
};
// Little effort may find little, but not nothing: so much is spent before there is no answer.
constexpr std::int64_t least_effort = 2'500'000;
constexpr std::size_t all = std::numeric_limits<std::size_t>::max();
constexpr std::size_t the_best = 24;
// Changes in a row that do not help.
constexpr int least_patience = 12;
constexpr int little_patience = 24;
constexpr std::int64_t effort_per_patience = 10'000;
constexpr std::int64_t most_patience = 1'000;
// Shares of the asked length.
constexpr double worth_improving = 0.001;
constexpr double surely_above = 0.05;
constexpr double most_above = 0.1;
constexpr double hardly_above = 0.02;
// The search rounds each edge to millimetres, the score does not: so much the bound gives way.
constexpr double rounding = 1e-5;

class Planner {
 public:
  Planner(const Network& network, const Request& request, Effort& effort)
      : network_(network),
        target_(request.hike_m, request.tolerance, request.max_repeat, request.max_ascent_m),
        max_ascent_m_(request.max_ascent_m),
        effort_(effort),
        answers_(network.graph(), static_cast<std::size_t>(request.loops), effort),
        search_(network, target_, request, answers_, effort) {}

  Plan plan(const std::vector<ReachableTrailhead>& trailheads, const Request& request) {
    trailheads_ = rank_trailheads(network_, target_, trailheads, request.drive_limit_m);
    search(request.effort);
    for (std::int64_t effort = request.effort;
         answers_.ranked().empty() && effort < least_effort;) {
      effort = std::min(4 * effort, least_effort);
      effort_.raise(effort_.spent() + effort);
      search(effort);
    }
    return report();
  }

 private:
  void search(std::int64_t effort) {
    end_ = effort_.spent() + effort;
    const auto share_from_now = [&](std::int64_t percent) {
      return effort_.spent() + effort / 100 * percent;
    };
    explore(share_from_now(20));
    improve(all, little_patience, share_from_now(15));
    const std::int64_t quickly = share_from_now(30);
    for (const ExactPass& pass : quick_passes) prove(pass, quickly);
    improve(the_best, static_cast<int>(std::min(effort / effort_per_patience, most_patience)),
            share_from_now(15));
    for (const ExactPass& pass : exact_passes) {
      if (effort >= pass.effort) prove(pass, end_);
    }
  }

  Millimetres share(double part) const {
    return static_cast<Millimetres>(part * static_cast<double>(target_.length));
  }

  // Looks for candidates at every trailhead whose bound could beat the answers so far, the
  // likeliest first.
  void explore(std::int64_t effort) {
    for (const std::size_t i : order_by(&RankedTrailhead::likely_penalty)) {
      RankedTrailhead& trailhead = trailheads_[i];
      if (effort_.spent() >= effort) return;
      if (trailhead.least_penalty >= answers_.threshold()) continue;
      if (answers_.ranked().empty()) {
        explore_first(trailhead, i, effort);
      } else if (!looked(trailhead)) {
        search_.explore(trailhead, i);
      }
    }
  }

  // No answer tells yet how little penalty to look for, but the trailhead's prospect does, more
  // or less. The sooner an answer is good, the less there is to look at.
  void explore_first(RankedTrailhead& trailhead, std::size_t i, std::int64_t effort) {
    const std::size_t known = search_.candidates().size();
    const Millimetres likely = trailhead.likely_penalty - trailhead.drive_penalty;
    search_.explore(
        trailhead, i,
        trailhead.drive_penalty + share(surely_above) + std::min(2 * likely, share(most_above)));
    if (search_.candidates().size() > known) {
      search_.improve(trailhead, search_.candidates()[known], least_patience, effort);
    }
    if (trailhead.looked_below < answers_.threshold() - share(hardly_above))
      search_.explore(trailhead, i);
  }

  bool looked(const RankedTrailhead& trailhead) const {
    return trailhead.looked_below >= answers_.threshold();
  }

  // Whether a loop from there could be better than the answers by more than the gap.
  bool open(const RankedTrailhead& trailhead, Millimetres gap) const {
    return trailhead.least_penalty < answers_.threshold() - gap;
  }

  std::vector<std::size_t> order_by(Millimetres RankedTrailhead::*key) const {
    std::vector<std::size_t> order(trailheads_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return trailheads_[a].*key < trailheads_[b].*key;
    });
    return order;
  }

  // Improves the best candidates.
  void improve(std::size_t most, int patience, std::int64_t effort) {
    std::vector<TrailheadSearch::Candidate>& candidates = search_.candidates();
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const auto& a, const auto& b) { return a.penalty < b.penalty; });
    Millimetres last = -1;
    for (std::size_t i = 0; i < candidates.size() && most > 0; ++i) {
      // Two of the same penalty have most likely become the same walk.
      if (candidates[i].penalty == last) continue;
      last = candidates[i].penalty;
      --most;
      if (answers_.threshold() <= least_penalty() + share(worth_improving)) return;
      const RankedTrailhead& trailhead = trailheads_[candidates[i].trailhead];
      if (effort_.spent() >= effort) return;
      if (trailhead.least_penalty >= answers_.threshold()) continue;
      search_.improve(trailhead, candidates[i], patience, effort);
    }
  }

  Millimetres least_penalty() const {
    Millimetres least = unreachable;
    for (const RankedTrailhead& trailhead : trailheads_)
      least = std::min(least, trailhead.least_penalty);
    return least;
  }

  // Raises the bound of the trailhead where it is least, again and again: by a look, then by an
  // exact search. Where it stays open all are stuck at its bound, so others are worth a try
  // only for a better answer.
  void prove(const ExactPass& pass, std::int64_t effort) {
    using Entry = std::pair<Millimetres, std::size_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<Entry>> queue;
    for (std::size_t i = 0; i < trailheads_.size(); ++i)
      queue.emplace(trailheads_[i].least_penalty, i);
    for (std::size_t tries = pass.tries; !queue.empty() && tries > 0;) {
      const std::size_t i = queue.top().second;
      queue.pop();
      RankedTrailhead& trailhead = trailheads_[i];
      if (!open(trailhead, share(pass.gap)) || effort_.spent() >= effort) return;
      if (!looked(trailhead)) {
        if (effort_.spent() >= end_) return;
        search_.look(trailhead);
        queue.emplace(trailhead.least_penalty, i);
        continue;
      }
      if (search_.provable(trailhead, pass)) search_.prove(trailhead, i, pass);
      if (open(trailhead, share(proof_margin))) --tries;
    }
  }

  Plan report() {
    Plan plan;
    std::vector<FoundLoop> ranked = answers_.ranked();
    if (ranked.empty()) {
      explain_shortfall(plan);
      return plan;
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const FoundLoop& a, const FoundLoop& b) { return a.penalty < b.penalty; });
    // Loops that were passed over as they run beside themselves count for the bound.
    const Millimetres least = std::min(least_penalty(), answers_.least_penalty());
    const double least_share = static_cast<double>(least) / static_cast<double>(target_.length);
    plan.bound = std::min(1.0, 1.0 - least_share + rounding);
    for (const FoundLoop& loop : ranked) plan.loops.push_back(describe(loop));
    for (const PlannedLoop& loop : plan.loops) plan.bound = std::max(plan.bound, loop.score);
    for (PlannedLoop& loop : plan.loops) loop.proven = plan.bound - loop.score <= proof_margin;
    return plan;
  }

  // The score as a reader of the tables would work it out: in metres, from the
  // rows, without the search's rounding.
  PlannedLoop describe(const FoundLoop& found) const {
    const RankedTrailhead& trailhead = trailheads_[found.trailhead];
    PlannedLoop loop{trailhead.id,
                     trailhead.drive_m,
                     0,
                     0,
                     0,
                     false,
                     shape_of(found.measure),
                     network_.node_id(trailhead.node),
                     {},
                     false};
    double dull_m = 0;
    for (const Use& use : found.uses) {
      const EdgeRow& row = network_.row(use.edge);
      loop.length_m += use.times * row.length_m;
      loop.repeat_m += (use.times - 1) * row.length_m;
      dull_m += (1.0 - row.appeal) * row.length_m;
    }
    const double asked_m = to_metres(target_.length);
    loop.score = 1.0 - (std::abs(loop.length_m - asked_m) + loop.repeat_m + dull_m) / asked_m -
                 crossing_weight * found.measure.crossings - trailhead.drive_share;
    double ascent_m = 0;
    double descent_m = 0;
    const auto walk = order_walk(network_.graph(), trailhead.node, found.uses).value();
    for (const Arc& arc : walk) {
      loop.walk.push_back(
          WalkedEdge{network_.row(arc.edge).id, network_.node_id(arc.head), arc.reversed});
      const EdgeRow& row = network_.row(arc.edge);
      loop.one_way = loop.one_way || row.oneway;
      ascent_m += arc.reversed ? row.descent_m : row.ascent_m;
      descent_m += arc.reversed ? row.ascent_m : row.descent_m;
    }
    // Both are the same but for what the survey of elevations lost.
    if (ascent_m > max_ascent_m_ && !loop.one_way) turn_round(loop);
    loop.one_way = loop.one_way || std::max(ascent_m, descent_m) > max_ascent_m_;
    return loop;
  }

  void explain_shortfall(Plan& plan) const {
    plan.shortfall = Shortfall::no_trail;
    Millimetres shortest = unreachable;
    Millimetres longest = 0;
    for (const RankedTrailhead& trailhead : trailheads_) {
      shortest = std::min(shortest, trailhead.shortest_walk);
      longest = std::max(longest, trailhead.longest_walk);
    }
    if (longest == 0) return;
    if (shortest > target_.longest) {
      plan.shortfall = Shortfall::too_short;
      plan.nearest_m = to_metres(shortest);
    } else if (longest < target_.shortest) {
      plan.shortfall = Shortfall::too_long;
      plan.nearest_m = to_metres(longest);
    } else {
      plan.shortfall = Shortfall::limits;
      plan.nearest_m = to_metres(search_.nearest_miss());
    }
  }

  const Network& network_;
  Target target_;
  double max_ascent_m_;
  Effort& effort_;
  Answers answers_;
  TrailheadSearch search_;
  std::vector<RankedTrailhead> trailheads_;
  std::int64_t end_ = 0;  // of the effort
};

}  // namespace

void turn_round(PlannedLoop& loop) {
  std::vector<WalkedEdge> turned;
  for (std::size_t i = loop.walk.size(); i-- > 0;) {
    const std::int64_t to = i == 0 ? loop.start_node_id : loop.walk[i - 1].to_node_id;
    turned.push_back(WalkedEdge{loop.walk[i].edge_id, to, !loop.walk[i].reversed});
  }
  loop.walk = std::move(turned);
}

Plan plan_loops(const Network& network, const std::vector<ReachableTrailhead>& trailheads,
                const Request& request, Effort& effort) {
  return Planner(network, request, effort).plan(trailheads, request);
}

}  // namespace loopgenie
