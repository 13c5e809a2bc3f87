#include "loop/planner.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "loop/excerpt.hpp"
#include "loop/network/mask.hpp"
#include "loop/search/rounds.hpp"
#include "loop/shortest_by_vias.hpp"
#include "loop/search/search_state.hpp"
#include "loop/walk/walk.hpp"

namespace loopgenie {
namespace {

// Of the orders in which a loop of several days can be walked; and what they may cost of what may
// be spent to find it.
constexpr std::size_t most_orders = 400;
constexpr WorkUnits orders_part = 25;
// The search rounds each edge to millimetres, the score does not: so much the bound gives way.
constexpr double rounding = 1e-5;

class Planner {
 public:
  Planner(const Network& network, const Request& request, const SearchSchedule& schedule,
          const std::vector<ReachableTrailhead>& trailheads, Effort& effort)
      : network_(network),
        request_(request),
        effort_(effort),
        state_(network, request, schedule, trailheads, effort),
        rounds_(state_, request.seed) {}

  Plan plan() {
    spend(request_.effort, [&] { rounds_.find_best(); });
    const WorkUnits to_better_it = request_.effort;
    const WorkUnits more = request_.effort_for_any - request_.effort - to_better_it;
    if (!state_.answers.found() && more > 0 && nights_in_the_way()) {
      spend(more, [&] { rounds_.find_any(); });
      if (state_.answers.found()) spend(to_better_it, [&] { rounds_.find_best(); });
    }
    Plan plan;
    if (!state_.answers.found()) {
      explain_shortfall(plan);
      plan.met_closed = met_closed();
      return plan;
    }
    // Loops that were passed over as they run beside themselves count for the bound.
    const Millimetres least = std::min(state_.least_penalty(), state_.answers.least_penalty());
    while (state_.answers.settle() &&
           state_.answers.settled().size() < static_cast<std::size_t>(request_.loops)) {
      spend(effort_for_further(), [&] { rounds_.find_alternative(settled_corridors()); });
    }
    report(plan, least);
    plan.met_closed = met_closed();
    return plan;
  }

 private:
  WorkUnits effort_for_further() const {
    return static_cast<WorkUnits>(state_.schedule.alternative_part *
                                  static_cast<double>(request_.effort));
  }

  bool met_closed() const { return state_.mask.met_closed() || state_.corridor_mask.met_closed(); }

  // Whether there are loops but for the nights, which lie awkwardly: one that fits them may be hard
  // to find.
  bool nights_in_the_way() const {
    return state_.collector.undivided() && state_.itineraries.nights().any();
  }

  template <typename Search>
  void spend(WorkUnits units, const Search& search) const {
    effort_.allow(units);
    try {
      search();
    } catch (const OutOfEffort&) {
      // What was found holds.
    }
    effort_.allow(unlimited_effort);
  }

  // Of each settled loop, ascending.
  std::vector<std::vector<EdgeIndex>> settled_corridors() const {
    std::vector<std::vector<EdgeIndex>> loops;
    for (const FoundLoop& loop : state_.answers.settled()) {
      std::set<EdgeIndex> corridors;
      for (const Use& use : loop.uses) corridors.insert(network_.corridors().corridor(use.edge));
      corridors.erase(invalid_id);
      loops.emplace_back(corridors.begin(), corridors.end());
    }
    return loops;
  }

  void report(Plan& plan, Millimetres least) const {
    const double least_share =
        static_cast<double>(least) / static_cast<double>(state_.target.length);
    plan.bound = std::min(1.0, 1.0 - least_share + rounding);
    for (const FoundLoop& loop : state_.answers.settled()) {
      const WorkUnits found_by = plan.loops.empty() ? request_.effort : effort_for_further();
      plan.loops.push_back(describe(loop, found_by / orders_part));
    }
    for (const PlannedLoop& loop : plan.loops) plan.bound = std::max(plan.bound, loop.score);
    for (PlannedLoop& loop : plan.loops) loop.proven = plan.bound - loop.score <= proof_margin;
  }

  // The score as a reader of the tables would work it out: in metres, from the
  // rows, without the search's rounding.
  PlannedLoop describe(const FoundLoop& found, WorkUnits for_order) const {
    const RankedTrailhead& trailhead = state_.trailheads[found.trailhead];
    PlannedLoop loop{trailhead.id,
                     trailhead.drive_m,
                     0,
                     0,
                     to_metres(network_.twins().repeated(found.uses)),
                     0,
                     0,
                     false,
                     Shape::loop,
                     network_.node_id(trailhead.node),
                     {},
                     {}};
    double counted_m = 0;
    double again_m = 0;
    double dull_m = 0;
    for (const Use& use : found.uses) {
      effort_.poll(1);
      const EdgeRow& row = network_.row(use.edge);
      loop.length_m += use.times * row.length_m;
      loop.repeat_m += (use.times - 1) * row.length_m;
      const double edge_m = network_.counted_m(use.edge);
      counted_m += use.times * edge_m;
      again_m += (use.times - 1) * edge_m;
      dull_m += (1.0 - row.appeal) * edge_m;
    }
    const double asked_m = to_metres(state_.target.length);
    loop.score = 1.0 - (std::abs(counted_m - asked_m) + again_m + dull_m) / asked_m -
                 crossing_weight * found.measure.crossings - trailhead.drive_share;
    loop.shape = shape_of(loop.length_m, loop.repeat_m, found.measure.crossings);
    double descent_m = 0;
    for (const Arc& arc : order(found, loop, for_order)) {
      effort_.poll(1);
      loop.walk.push_back(
          WalkedEdge{network_.row(arc.edge).id, network_.node_id(arc.head), arc.reversed != 0});
      const EdgeRow& row = network_.row(arc.edge);
      loop.one_way = loop.one_way || row.oneway;
      loop.ascent_m += arc.reversed ? row.descent_m : row.ascent_m;
      descent_m += arc.reversed ? row.ascent_m : row.descent_m;
    }
    if (state_.several_days && loop.nights_turned.empty()) loop.one_way = true;
    // Both are the same but for what the survey of elevations lost.
    if (loop.ascent_m > request_.max_ascent_m && !loop.one_way) {
      turn_round(loop);
      std::swap(loop.ascent_m, descent_m);
    }
    loop.one_way = loop.one_way || descent_m > request_.max_ascent_m;
    return loop;
  }

  // In which a loop is walked; with its nights, if there are any.
  std::vector<Arc> order(const FoundLoop& found, PlannedLoop& loop, WorkUnits effort) const {
    const NodeIndex start = state_.trailheads[found.trailhead].node;
    std::vector<Arc> walk = found.order.empty()
                                ? order_walk(network_.graph(), start, found.uses, effort_).value()
                                : found.order;
    if (!state_.several_days) return walk;
    std::optional<Itinerary> days;
    spend(effort, [&] {
      days = state_.itineraries.best(start, walk, most_orders);
      if (!days) return;
      const std::optional<Itinerary> turned = state_.itineraries.turned(start, *days);
      if (turned) loop.nights_turned = nights(start, *turned);
    });
    if (!days) days = state_.itineraries.first(start, walk, most_orders);
    loop.nights = nights(start, *days);
    return std::move(days->walk);
  }

  std::vector<PlannedLoop::Night> nights(NodeIndex start, const Itinerary& days) const {
    std::map<NodeIndex, int> before;
    std::vector<PlannedLoop::Night> nights;
    for (const std::size_t step : days.nights) {
      const NodeIndex node = step == 0 ? start : days.walk[step - 1].head;
      nights.push_back(
          {step, network_.node_id(node), state_.itineraries.nights().camp(node, before[node]++)});
    }
    return nights;
  }

  void explain_shortfall(Plan& plan) const {
    plan.shortfall = Shortfall::no_trail;
    plan.proven_none =
        state_.none_may_beat() || (state_.several_days && !state_.itineraries.nights().any());
    Millimetres shortest = unreachable;
    Millimetres longest = 0;
    for (const RankedTrailhead& trailhead : state_.trailheads) {
      shortest = std::min(shortest, trailhead.shortest_walk);
      longest = std::max(longest, trailhead.longest_walk);
    }
    if (longest == 0) return;
    if (shortest > state_.target.longest) {
      plan.shortfall = Shortfall::too_short;
      plan.nearest_m = to_metres(shortest);
    } else if (longest < state_.target.shortest) {
      plan.shortfall = Shortfall::too_long;
      plan.nearest_m = to_metres(longest);
    } else if (const std::optional<FoundLoop>& loop = state_.collector.undivided()) {
      plan.shortfall = Shortfall::no_camp;
      explain_missing_camp(plan, *loop);
    } else {
      plan.shortfall = Shortfall::limits;
      plan.nearest_m = to_metres(state_.collector.nearest_miss());
    }
  }

  void explain_missing_camp(Plan& plan, const FoundLoop& loop) const {
    const NodeIndex start = state_.trailheads[loop.trailhead].node;
    const auto walk = order_walk(network_.graph(), start, loop.uses, effort_).value();
    const auto counted = state_.itineraries.counted();
    LongestDay day{};
    spend(request_.effort / orders_part, [&] {
      day = longest_day(state_.itineraries.stops(start, walk), request_.days.limits.days, counted,
                        effort_);
    });
    plan.undivided = Plan::Undivided{
        1 - static_cast<double>(loop.penalty) / static_cast<double>(state_.target.length),
        to_metres(loop.measure.length), to_metres(day.from.length), to_metres(day.to.length),
        to_metres(day.to.*counted - day.from.*counted)};
  }

  const Network& network_;
  const Request& request_;
  Effort& effort_;
  SearchState state_;
  Rounds rounds_;
};

}  // namespace

void turn_round(PlannedLoop& loop) {
  std::vector<WalkedEdge> turned;
  for (std::size_t i = loop.walk.size(); i-- > 0;) {
    const std::int64_t to = i == 0 ? loop.start_node_id : loop.walk[i - 1].to_node_id;
    turned.push_back(WalkedEdge{loop.walk[i].edge_id, to, !loop.walk[i].reversed});
  }
  loop.walk = std::move(turned);
  std::swap(loop.nights, loop.nights_turned);
}

WorkUnits usual_effort(const Request& request, const SearchSchedule& schedule) {
  const double scale = length_scale(to_millimetres(request.hike_m), schedule);
  return std::llround(std::min(schedule.cap * scale, schedule.most));
}

WorkUnits usual_effort_for_any(const Request& request, const SearchSchedule& schedule) {
  if (!request.days.several()) return 0;
  const double usual = static_cast<double>(usual_effort(request, schedule));
  return std::llround(std::min(schedule.for_any_days * usual, schedule.most));
}

Plan plan_loops(const Network& network, const std::vector<ReachableTrailhead>& trailheads,
                const Request& request, Effort& effort, const SearchSchedule& schedule) {
  if (request.vias.empty()) return Planner(network, request, schedule, trailheads, effort).plan();
  effort.allow(unlimited_effort);
  const auto nearest = drop_farther_stand_ins(network, trailheads, effort);
  const Mask mask(network.graph(), request.avoid_roads, request.max_difficulty, request.closed);
  const std::optional<Excerpt> part = excerpt(network, request, mask, nearest, effort);
  Plan plan;
  if (part) {
    Request of_part = request;
    of_part.vias = part->vias;
    of_part.closed.clear();
    plan = Planner(part->network, of_part, schedule, nearest, effort).plan();
  }
  if (plan.loops.empty()) explain_vias(network, request, mask, nearest, effort, plan);
  plan.met_closed = mask.met_closed();
  return plan;
}

}  // namespace loopgenie
