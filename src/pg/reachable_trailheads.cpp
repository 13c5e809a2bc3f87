// reachable_trailheads(lat, lon, drive_km, network)
#include "loop/search/ranked_trailheads.hpp"
#include "arguments.hpp"
#include "boundary.hpp"
#include "emit.hpp"
#include "load_trailheads.hpp"
#include "network_snapshot.hpp"
#include "notice.hpp"
#include "prepared_network.hpp"

namespace loopgenie::pg {
namespace {

Datum reachable_trailheads(FunctionCallInfo call_info) {
  const PlaceAsked place = read_place(Arguments(call_info), 3);
  const NetworkTables tables(place.network);
  RowSink rows(call_info);

  const NetworkSnapshot snapshot(tables);
  SpiSession session;
  const PreparedNetwork prepared(tables);
  Effort effort(unlimited_effort, poll_interrupts);
  const std::vector<ReachableTrailhead> trailheads = drop_farther_stand_ins(
      prepared.network(), load_trailheads(tables, prepared.network(), place), effort);
  if (trailheads.empty()) {
    notice_no_trailhead(tables, prepared.network(), place);
  } else {
    emit_trailheads(rows, tables, trailheads);
  }
  return Datum{0};
}

}  // namespace
}  // namespace loopgenie::pg

extern "C" {

PG_FUNCTION_INFO_V1(loopgenie_reachable_trailheads);

Datum loopgenie_reachable_trailheads(PG_FUNCTION_ARGS) {
  return loopgenie::pg::guard([&] { return loopgenie::pg::reachable_trailheads(fcinfo); });
}
}
