// What loopgenie.build_atlas is made of: plans from one trailhead, without a drive, and what they
// can depend on.
//   _plan_from(trailhead_id, node_id, hike_mi, loops, effort, network)
//   _surroundings(node_id, hike_mi, network)
#include <algorithm>

#include "loop/bound/surroundings.hpp"
#include "loop/planner.hpp"
#include "arguments.hpp"
#include "boundary.hpp"
#include "emit.hpp"
#include "network_snapshot.hpp"
#include "prepared_network.hpp"
#include "settings.hpp"

namespace loopgenie::pg {
namespace {

constexpr double usual_pace = 1;
constexpr std::int64_t most_effort = 10'000'000'000;

Datum plan_from(FunctionCallInfo call_info) {
  const Arguments arguments(call_info);
  Request request;
  request.hike_m = arguments.positive(2, "hike_mi", 500) * metres_per_mile;
  request.drive_limit_m = 1;  // nobody drives
  request.loops = arguments.integer(3, "loops", 1, 20);
  request.effort = arguments.given(4) ? arguments.big_integer(4, "effort", 1, most_effort)
                                      : usual_effort(request);
  if (settings::max_effort > 0) {
    request.effort = std::min<std::int64_t>(request.effort, settings::max_effort);
  }
  const ReachableTrailhead start{arguments.id(0, "trailhead_id"), arguments.id(1, "node_id"), 0};
  const NetworkTables tables(arguments.network(5));
  RowSink rows(call_info);

  const NetworkSnapshot snapshot(tables);
  SpiSession session;
  const PreparedNetwork prepared(tables);
  Effort effort(request.effort, poll_interrupts);
  const Plan plan = plan_loops(prepared.network(), {start}, request, effort);
  if (!plan.loops.empty()) emit_loops(rows, tables, plan, usual_pace);
  return Datum{0};
}

Datum surroundings(FunctionCallInfo call_info) {
  const Arguments arguments(call_info);
  const double hike_m = arguments.positive(1, "hike_mi", 500) * metres_per_mile;
  const NetworkTables tables(arguments.network(2));

  const NetworkSnapshot snapshot(tables);
  SpiSession session;
  const PreparedNetwork prepared(tables);
  const Network& network = prepared.network();
  const Request request{hike_m, 1};
  const Millimetres longest = to_millimetres(hike_m * (1 + request.tolerance));
  Effort effort(unlimited_effort, poll_interrupts);
  const NodeIndex start = network.find_node(arguments.id(0, "node_id"));
  return Int64GetDatum(
      static_cast<std::int64_t>(print_surroundings(network, start, longest, effort)));
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
