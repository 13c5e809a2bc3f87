// What loopgenie.prepare_network(network) is made of.
#include "arguments.hpp"
#include "boundary.hpp"
#include "network_identity.hpp"
#include "network_snapshot.hpp"
#include "prepared_network.hpp"
#include "statement.hpp"

namespace loopgenie::pg {
namespace {

Datum has_own_changes(FunctionCallInfo call_info) {
  const NetworkTables tables(Arguments(call_info).network(0));
  const NetworkSnapshot snapshot(tables);
  SpiSession session;
  return BoolGetDatum(identify(tables).own_changes);
}

Datum prepare(FunctionCallInfo call_info) {
  const NetworkTables tables(Arguments(call_info).network(0));
  const NetworkSnapshot snapshot(tables);
  SpiSession session;
  const NetworkIdentity identity = identify(tables);
  if (identity.name.empty()) {
    warn_of_nameless(identity);
    return BoolGetDatum(false);
  }
  for (const LengthsIn lengths : {LengthsIn::metres, LengthsIn::toil}) {
    const PreparedNetwork prepared(tables, lengths, PreparedNetwork::OwnChanges::prepare);
    if (!prepared.is_shared() || !prepared.guess_all_losses()) return BoolGetDatum(false);
    if (!prepared.network().climbs()) break;
  }
  return BoolGetDatum(true);
}

}  // namespace
}  // namespace loopgenie::pg

extern "C" {

PG_FUNCTION_INFO_V1(loopgenie_has_own_changes);
PG_FUNCTION_INFO_V1(loopgenie_prepare);

Datum loopgenie_has_own_changes(PG_FUNCTION_ARGS) {
  return loopgenie::pg::guard([&] { return loopgenie::pg::has_own_changes(fcinfo); });
}

Datum loopgenie_prepare(PG_FUNCTION_ARGS) {
  return loopgenie::pg::guard([&] { return loopgenie::pg::prepare(fcinfo); });
}
}
