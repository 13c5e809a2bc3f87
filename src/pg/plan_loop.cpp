// plan_loop(place, drive_km, hike_mi or hike_hours, options)
#include <algorithm>
#include <climits>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "loop/planner.hpp"
#include "arguments.hpp"
#include "boundary.hpp"
#include "closures_told.hpp"
#include "effort_allowed.hpp"
#include "emit.hpp"
#include "heading.hpp"
#include "hike_asked.hpp"
#include "load_mask.hpp"
#include "load_trailheads.hpp"
#include "load_vias.hpp"
#include "network_snapshot.hpp"
#include "notice.hpp"
#include "prepared_network.hpp"

namespace loopgenie::pg {
namespace {

// The arguments of the SQL function by position.
enum Position : int {
  lat,
  lon,
  drive_km,
  hike_mi,
  loops,
  tolerance,
  max_repeat,
  network,
  max_ascent_m,
  avoid_roads,
  heading,
  effort,
  seed,
  hike_hours,
  pace,
  days,
  max_day_mi,
  max_day_hours,
  camps,
  via,
  avoid,
  on_date,
  max_difficulty,
  start_kinds
};

CampKinds read_camp_kinds(const std::vector<std::string>& kinds) {
  CampKinds asked = anywhere;
  for (const std::string& kind : kinds) {
    const auto known = std::find(camp_kinds.begin() + 1, camp_kinds.end(), kind);
    if (known == camp_kinds.end()) {
      throw Error(ErrorKind::invalid_argument, "camp_kinds has an unknown kind: " + kind,
                  "Name kinds of camp_site, alpine_hut, wilderness_hut, shelter, spring, "
                  "drinking_water and water, or none at all to sleep anywhere.");
    }
    asked |= camp_kind_bit(static_cast<std::uint32_t>(known - camp_kinds.begin()));
  }
  return asked;
}

// The even share is of what is asked, and so is what a day may be where nothing is said of it.
DaysAsked read_days(const Arguments& arguments, const HikeAsked& hike) {
  DaysAsked asked = even_days(hike, arguments.integer(Position::days, "days", 1, 30));
  DayLimits& limits = asked.limits;
  if (arguments.given(Position::max_day_mi)) {
    limits.longest = to_millimetres(arguments.positive(Position::max_day_mi, "max_day_mi", 500) *
                                    metres_per_mile);
  }
  if (arguments.given(Position::max_day_hours)) {
    limits.most_toil = to_millimetres(
        toil_m_in(arguments.positive(Position::max_day_hours, "max_day_hours", 250), hike.pace));
  }
  if (const auto kinds = arguments.texts(Position::camps)) asked.camps = read_camp_kinds(*kinds);
  return asked;
}

Request read_request(const Arguments& arguments, const PlaceAsked& place, const HikeAsked& hike) {
  Request request;
  request.drive_limit_m = place.drive_m;
  request.hike_m = hike.length_m;
  request.loops = arguments.integer(Position::loops, "loops", 1, 20);
  request.tolerance = arguments.real(Position::tolerance, "tolerance", 0, 0.5);
  request.max_repeat = arguments.real(Position::max_repeat, "max_repeat", 0, 0.5);
  if (arguments.given(Position::max_ascent_m)) {
    request.max_ascent_m = arguments.real(Position::max_ascent_m, "max_ascent_m", 0, 100'000);
  }
  request.avoid_roads = arguments.flag(Position::avoid_roads, "avoid_roads");
  request.seed = static_cast<std::uint64_t>(arguments.integer(Position::seed, "seed", 0, INT_MAX));
  request.days = read_days(arguments, hike);
  if (arguments.given(Position::max_difficulty)) {
    request.max_difficulty =
        arguments.integer(Position::max_difficulty, "max_difficulty", 1, most_difficult);
  }
  return request;
}

// What may not be walked, and what must be come by.
void read_ways(const Arguments& arguments, const NetworkTables& tables, const Network& network,
               const std::optional<Day>& day, Request& request) {
  const auto close = [&](const std::vector<EdgeIndex>& edges) {
    request.closed.insert(request.closed.end(), edges.begin(), edges.end());
  };
  if (const std::optional<Geometry> via = arguments.geometry(Position::via)) {
    request.vias = load_vias(tables, network, *via);
  }
  if (const std::optional<Geometry> avoid = arguments.geometry(Position::avoid)) {
    close(load_avoided(tables, network, *avoid));
  }
  if (day) close(load_closed(tables, network, *day));
}

// Where closures stood in the way, what there would be without them, as far as the effort goes.
// Most are far off and were never met.
void tell_of_closures(const Arguments& arguments, const NetworkTables& tables,
                      const Network& network, const std::vector<ReachableTrailhead>& trailheads,
                      const std::optional<Day>& day, const Plan& plan, Request request,
                      const Effort& spent) {
  if (!day) return notice_closures(tables, plan);
  if (!plan.met_closed) return;
  const std::size_t closed = request.closed.size();
  request.closed.clear();
  read_ways(arguments, tables, network, std::nullopt, request);
  const bool is_best = !plan.loops.empty() && plan.loops.front().score >= 1 - proof_margin;
  if (request.closed.size() == closed || is_best) return;
  request.loops = 1;
  request.effort = std::max<std::int64_t>(1, request.effort - spent.spent());
  Effort effort(request.effort, poll_interrupts);
  notice_cost_of_closures(tables, plan, plan_loops(network, trailheads, request, effort), *day);
}

// What is told may cost no more than was allowed and is left; where nothing was said, as much
// again.
void explain(const Plan& nothing, const Network& network,
             const std::vector<ReachableTrailhead>& trailheads, Request request,
             const HikeAsked& hike, const EffortAllowed& allowed, WorkUnits left) {
  if (nothing.shortfall == Shortfall::limits && std::isfinite(request.max_ascent_m) && left > 0) {
    request.max_ascent_m = std::numeric_limits<double>::infinity();
    request.effort = left;
    Effort effort(request.effort, poll_interrupts);
    const Plan unlimited = plan_loops(network, trailheads, request, effort);
    if (!unlimited.loops.empty()) return notice_climb(unlimited, hike);
  }
  notice_no_loop(nothing, hike, request.days.limits, allowed);
}

Datum plan_loop(FunctionCallInfo call_info) {
  const Arguments arguments(call_info);
  const PlaceAsked place = read_place(arguments, Position::network);
  const HikeAsked hike =
      read_hike(arguments, Position::hike_mi, Position::hike_hours, Position::pace);
  Request request = read_request(arguments, place, hike);
  const EffortAllowed allowed = allow_effort(arguments, Position::effort, request);
  std::optional<double> heading;
  if (arguments.given(Position::heading)) {
    heading = arguments.real(Position::heading, "heading", 0, 360);
  }
  const std::optional<std::vector<std::string>> kinds = arguments.texts(Position::start_kinds);
  const std::optional<Day> day = arguments.day(Position::on_date, "on_date");
  const NetworkTables tables(place.network);
  RowSink rows(call_info);

  const NetworkSnapshot snapshot(tables);
  SpiSession session;
  const PreparedNetwork prepared(tables, hike.lengths);
  std::vector<ReachableTrailhead> trailheads = load_trailheads(tables, prepared.network(), place);
  if (trailheads.empty()) {
    notice_no_trailhead(tables, prepared.network(), place);
    return Datum{0};
  }
  if (kinds) {
    std::vector<ReachableTrailhead> kept = keep_kinds(tables, trailheads, *kinds);
    if (kept.empty()) {
      notice_no_start(tables, trailheads, *kinds);
      return Datum{0};
    }
    trailheads = std::move(kept);
  }
  prepared.tell_losses(trailheads);
  read_ways(arguments, tables, prepared.network(), day, request);
  notice_without_effect(tables, request);
  Effort effort(request.effort, poll_interrupts);
  Plan plan = plan_loops(prepared.network(), trailheads, request, effort);
  request.effort_for_any = 0;  // not for what notices tell
  if (plan.loops.empty()) {
    const bool strict = arguments.given(Position::effort) || allowed.by_setting;
    explain(plan, prepared.network(), trailheads, request, hike, allowed,
            strict ? request.effort - effort.spent() : request.effort);
  } else {
    if (heading) turn_towards(tables, *heading, plan.loops);
    emit_loops(rows, tables, plan, hike.pace);
  }
  tell_of_closures(arguments, tables, prepared.network(), trailheads, day, plan, request, effort);
  return Datum{0};
}

}  // namespace
}  // namespace loopgenie::pg

extern "C" {

PG_FUNCTION_INFO_V1(loopgenie_plan_loop);

Datum loopgenie_plan_loop(PG_FUNCTION_ARGS) {
  return loopgenie::pg::guard([&] { return loopgenie::pg::plan_loop(fcinfo); });
}
}
