#include "network_tables.hpp"

#include "boundary.hpp"

extern "C" {
#include "catalog/namespace.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
}

namespace loopgenie::pg {
namespace {

bool is_network(const char* schema) {
  const Oid namespace_oid = get_namespace_oid(schema, true);
  if (!OidIsValid(namespace_oid)) return false;
  for (const char* table : {"node", "edge", "trailhead"}) {
    if (!OidIsValid(get_relname_relid(table, namespace_oid))) return false;
  }
  return true;
}

}  // namespace

NetworkTables::NetworkTables(const std::string& network) {
  const char* const name = network.c_str();
  const char* const quoted = call([&] {
    if (!is_network(name)) {
      ereport(ERROR,
              (errcode(ERRCODE_UNDEFINED_TABLE), errmsg("no trail network named \"%s\"", name),
               errhint("Build one with loopgenie.build_network, or name another with the "
                       "argument network or the setting loopgenie.network.")));
    }
    return quote_identifier(name);
  });
  schema_ = quoted;
}

}  // namespace loopgenie::pg
