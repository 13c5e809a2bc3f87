// reachable_trailheads(lat, lon, drive_km, network)
#include "../loop/starts.hpp"
#include "arguments.hpp"
#include "boundary.hpp"
#include "emit.hpp"
#include "load.hpp"
#include "notice.hpp"

namespace loopgenie::pg {
namespace {

Datum reachable_trailheads(FunctionCallInfo call_info) {
  const Place place = read_place(Arguments(call_info), 3);
  const NetworkTables tables(place.network);
  RowSink rows(call_info);

  SpiSession session;
  Surroundings around = load_trailheads(tables, place);
  Effort effort(unlimited_effort, poll_interrupts);
  const Network stand_ins(std::move(around.edges));
  const std::vector<Start> starts =
      drop_farther_stand_ins(stand_ins, find_cycles(stand_ins.graph(), effort), around.starts);
  if (starts.empty()) {
    notice_no_trailhead(tables, place);
  } else {
    emit_trailheads(rows, tables, starts);
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
