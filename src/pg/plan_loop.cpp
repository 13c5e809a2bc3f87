// plan_loop(lat, lon, drive_km, hike_mi, loops, tolerance, max_repeat, network, max_ascent_m,
//           avoid_roads, heading, effort, seed, pace, days, max_day_mi, max_day_hours,
//           camp_kinds, max_difficulty, start_kinds)
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
#include "emit.hpp"
#include "heading.hpp"
#include "load_trailheads.hpp"
#include "network_snapshot.hpp"
#include "notice.hpp"
#include "prepared_network.hpp"
#include "settings.hpp"

namespace loopgenie::pg {
namespace {

// How long a day may be where nothing is said, of an even share of the hike.
constexpr double longest_of_even = 1.5;

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

DaysAsked read_days(const Arguments& arguments, double hike_m) {
  DaysAsked asked;
  asked.limits.days = arguments.integer(14, "days", 1, 30);
  const double even_m = hike_m / asked.limits.days;
  asked.limits.shortest = to_millimetres(even_m / 2);
  asked.limits.longest = to_millimetres(
      arguments.given(15) ? arguments.positive(15, "max_day_mi", 500) * metres_per_mile
                          : even_m * longest_of_even);
  if (arguments.given(16)) {
    asked.limits.most_toil =
        toil_in(arguments.positive(16, "max_day_hours", 250), arguments.real(13, "pace", 0.3, 3));
  }
  if (const auto kinds = arguments.texts(17)) asked.camps = read_camp_kinds(*kinds);
  return asked;
}

Request read_request(const Arguments& arguments, const PlaceAsked& place) {
  Request request;
  request.drive_limit_m = place.drive_m;
  request.hike_m = arguments.positive(3, "hike_mi", 500) * metres_per_mile;
  request.loops = arguments.integer(4, "loops", 1, 20);
  request.tolerance = arguments.real(5, "tolerance", 0, 0.5);
  request.max_repeat = arguments.real(6, "max_repeat", 0, 0.5);
  if (arguments.given(8)) request.max_ascent_m = arguments.real(8, "max_ascent_m", 0, 100'000);
  request.avoid_roads = arguments.flag(9, "avoid_roads");
  if (arguments.given(10)) arguments.real(10, "heading", 0, 360);
  if (arguments.given(11)) {
    request.effort = arguments.big_integer(11, "effort", 1, 10'000'000'000);
  }
  request.seed = static_cast<std::uint64_t>(arguments.integer(12, "seed", 0, INT_MAX));
  request.days = read_days(arguments, request.hike_m);
  if (arguments.given(18)) {
    request.max_difficulty = arguments.integer(18, "max_difficulty", 1, most_difficult);
  }
  return request;
}

void explain(const Plan& nothing, const Network& network,
             const std::vector<ReachableTrailhead>& trailheads, Request request) {
  if (nothing.shortfall == Shortfall::limits && std::isfinite(request.max_ascent_m)) {
    request.max_ascent_m = std::numeric_limits<double>::infinity();
    Effort effort(request.effort, poll_interrupts);
    const Plan unlimited = plan_loops(network, trailheads, request, effort);
    if (!unlimited.loops.empty()) return notice_climb(unlimited, request);
  }
  notice_no_loop(nothing, request);
}

Datum plan_loop(FunctionCallInfo call_info) {
  const Arguments arguments(call_info);
  const PlaceAsked place = read_place(arguments, 7);
  Request request = read_request(arguments, place);
  const double pace = arguments.real(13, "pace", 0.3, 3);
  const std::optional<std::vector<std::string>> kinds = arguments.texts(19);
  const NetworkTables tables(place.network);
  RowSink rows(call_info);

  const NetworkSnapshot snapshot(tables);
  SpiSession session;
  const PreparedNetwork prepared(tables);
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
  notice_without_effect(tables, request);
  if (!arguments.given(11)) request.effort = usual_effort(request);
  if (settings::max_effort > 0) {
    request.effort = std::min<std::int64_t>(request.effort, settings::max_effort);
  }
  Effort effort(request.effort, poll_interrupts);
  Plan plan = plan_loops(prepared.network(), trailheads, request, effort);
  if (plan.loops.empty()) {
    explain(plan, prepared.network(), trailheads, request);
  } else {
    if (arguments.given(10)) {
      turn_towards(tables, arguments.real(10, "heading", 0, 360), plan.loops);
    }
    emit_loops(rows, tables, plan, pace);
  }
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
