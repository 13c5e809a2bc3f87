// What loopgenie.build_atlas is made of: plans from one trailhead, without a drive, and what they
// can depend on.
//   _plan_from(trailhead_id, node_id, hike_mi, hike_hours, days, loops, effort, network, pace)
//   _surroundings(node_id, hike_mi, hike_hours, days, network, pace)
#include "loop/bound/surroundings.hpp"
#include "loop/planner.hpp"
#include "arguments.hpp"
#include "boundary.hpp"
#include "effort_allowed.hpp"
#include "emit.hpp"
#include "hike_asked.hpp"
#include "network_snapshot.hpp"
#include "prepared_network.hpp"

namespace loopgenie::pg {
namespace {

Datum plan_from(FunctionCallInfo call_info) {
  const Arguments arguments(call_info);
  const HikeAsked hike = read_hike(arguments, 2, 3, 8);
  Request request;
  request.hike_m = hike.length_m;
  request.drive_limit_m = 1;  // nobody drives
  request.days = even_days(hike, arguments.integer(4, "days", 1, 30));
  request.loops = arguments.integer(5, "loops", 1, 20);
  allow_effort(arguments, 6, request);
  const ReachableTrailhead start{arguments.id(0, "trailhead_id"), arguments.id(1, "node_id"), 0};
  const NetworkTables tables(arguments.network(7));
  RowSink rows(call_info);

  const NetworkSnapshot snapshot(tables);
  SpiSession session;
  const PreparedNetwork prepared(tables, hike.lengths);
  Effort effort(request.effort, poll_interrupts);
  const Plan plan = plan_loops(prepared.network(), {start}, request, effort);
  if (!plan.loops.empty()) emit_loops(rows, tables, plan, hike.pace);
  return Datum{0};
}

Datum surroundings(FunctionCallInfo call_info) {
  const Arguments arguments(call_info);
  const HikeAsked hike = read_hike(arguments, 1, 2, 5);
  const bool has_nights = arguments.integer(3, "days", 1, 30) > 1;
  const NetworkTables tables(arguments.network(4));

  const NetworkSnapshot snapshot(tables);
  SpiSession session;
  const PreparedNetwork prepared(tables, hike.lengths);
  const Network& network = prepared.network();
  const Request request{hike.length_m, 1};
  const Millimetres longest = to_millimetres(hike.length_m * (1 + request.tolerance));
  Effort effort(unlimited_effort, poll_interrupts);
  const NodeIndex start = network.find_node(arguments.id(0, "node_id"));
  return Int64GetDatum(
      static_cast<std::int64_t>(print_surroundings(network, start, longest, has_nights, effort)));
}

}  // namespace
}  // namespace loopgenie::pg

extern "C" {

PG_FUNCTION_INFO_V1(loopgenie_plan_from);
PG_FUNCTION_INFO_V1(loopgenie_surroundings);

Datum loopgenie_plan_from(PG_FUNCTION_ARGS) {
  return loopgenie::pg::guard([&] { return loopgenie::pg::plan_from(fcinfo); });
}

Datum loopgenie_surroundings(PG_FUNCTION_ARGS) {
  return loopgenie::pg::guard([&] { return loopgenie::pg::surroundings(fcinfo); });
}
}
