// plan_loop(lat, lon, drive_km, hike_mi, loops, tolerance, max_repeat, network, max_ascent_m,
//           avoid_roads, heading, effort, seed, pace, max_difficulty, start_kinds)
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
  if (arguments.given(14)) {
    request.max_difficulty = arguments.integer(14, "max_difficulty", 1, most_difficult);
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
  const std::optional<std::vector<std::string>> kinds = arguments.texts(15);
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
    trailheads = keep_kinds(tables, std::move(trailheads), *kinds);
    if (trailheads.empty()) {
      notice_no_start(*kinds);
      return Datum{0};
    }
  }
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
