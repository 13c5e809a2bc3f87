// plan_loop(lat, lon, drive_km, hike_mi, loops, tolerance, max_repeat, network)
#include "../loop/planner.hpp"
#include "arguments.hpp"
#include "boundary.hpp"
#include "emit.hpp"
#include "load_roads.hpp"
#include "notice.hpp"
#include "prepared_network.hpp"

namespace loopgenie::pg {
namespace {

Request read_request(const Arguments& arguments, const PlaceAsked& place) {
  Request request;
  request.drive_limit_m = place.drive_m;
  request.hike_m = arguments.positive(3, "hike_mi", 500) * metres_per_mile;
  request.loops = arguments.integer(4, "loops", 1, 20);
  request.tolerance = arguments.real(5, "tolerance", 0, 0.5);
  request.max_repeat = arguments.real(6, "max_repeat", 0, 0.5);
  return request;
}

Datum plan_loop(FunctionCallInfo call_info) {
  const Arguments arguments(call_info);
  const PlaceAsked place = read_place(arguments, 7);
  const Request request = read_request(arguments, place);
  const NetworkTables tables(place.network);
  RowSink rows(call_info);

  SpiSession session;
  const PreparedNetwork prepared(tables);
  const std::vector<Start> starts = load_starts(tables, prepared.network(), place);
  if (starts.empty()) {
    notice_no_trailhead(tables, place);
    return Datum{0};
  }
  Effort effort(request.effort, poll_interrupts);
  const Plan plan = plan_loops(prepared.network(), starts, request, effort);
  if (plan.loops.empty()) {
    notice_no_loop(plan, request);
  } else {
    emit_loops(rows, tables, plan);
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
