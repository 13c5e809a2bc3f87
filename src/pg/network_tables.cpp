#include "network_tables.hpp"

extern "C" {
#include "catalog/namespace.h"
#include "nodes/makefuncs.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
}

namespace loopgenie::pg {
namespace {

// The schema of that name if it holds a network. A swap locks edge before anything else: while it
// is locked here, what the name stands for stays.
Oid find_network(const char* schema) {
  RangeVar* const edge = makeRangeVar(pstrdup(schema), pstrdup("edge"), -1);
  if (!OidIsValid(RangeVarGetRelid(edge, AccessShareLock, true))) return InvalidOid;
  const Oid oid = get_namespace_oid(schema, true);
  if (!OidIsValid(oid)) return InvalidOid;
  for (const char* table : {"node", "edge", "trailhead"}) {
    if (!OidIsValid(get_relname_relid(table, oid))) return InvalidOid;
  }
  return oid;
}

}  // namespace

NetworkTables::NetworkTables(const std::string& network) {
  const char* const name = network.c_str();
  const char* const quoted = call([&] {
    oid_ = find_network(name);
    if (!OidIsValid(oid_)) {
      ereport(ERROR,
              (errcode(ERRCODE_UNDEFINED_TABLE), errmsg("no trail network named \"%s\"", name),
               errhint("Build one with loopgenie.build_network, or name another with the "
                       "argument network or the setting loopgenie.network.")));
    }
    return quote_identifier(name);
  });
  schema_ = quoted;
}

bool NetworkTables::has(const char* table) const {
  return call([&] { return OidIsValid(get_relname_relid(table, oid_)); });
}

bool NetworkTables::has(const char* table, const char* column) const {
  return call(
      [&] { return get_attnum(get_relname_relid(table, oid_), column) != InvalidAttrNumber; });
}

}  // namespace loopgenie::pg
