#include "network_version.hpp"

#include <cstring>

#include "statement.hpp"

extern "C" {
#include "access/table.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "utils/acl.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/rls.h"
}

namespace loopgenie::pg {
namespace {

void require_select(Oid relation) {
  const AclResult access = pg_class_aclcheck(relation, GetUserId(), ACL_SELECT);
  if (access != ACLCHECK_OK) aclcheck_error(access, OBJECT_TABLE, get_rel_name(relation));
}

// The trigger that every table of a network built by loopgenie has, and that fires always.
bool touches_version(Oid relation) {
  Relation const table = table_open(relation, AccessShareLock);
  bool found = false;
  if (table->trigdesc != nullptr) {
    for (int i = 0; i < table->trigdesc->numtriggers; ++i) {
      const Trigger& trigger = table->trigdesc->triggers[i];
      found = found || (std::strcmp(trigger.tgname, "touch_version") == 0 &&
                        trigger.tgenabled == TRIGGER_FIRES_ALWAYS);
    }
  }
  table_close(table, AccessShareLock);
  return found;
}

bool tells_its_version(const NetworkTables& tables) {
  for (const char* name : {"edge", "trailhead", "road"}) {
    const Oid relation = get_relname_relid(name, tables.oid());
    if (!OidIsValid(relation) && std::strcmp(name, "road") == 0) continue;
    require_select(relation);
    if (get_rel_relkind(relation) != RELKIND_RELATION || !touches_version(relation) ||
        check_enable_rls(relation, InvalidOid, true) == RLS_ENABLED) {
      return false;
    }
  }
  return OidIsValid(get_relname_relid("info", tables.oid()));
}

// It becomes part of a file name.
bool is_uuid(const std::string& version) {
  return version.size() == 36 &&
         version.find_first_not_of("0123456789abcdef-") == std::string::npos;
}

}  // namespace

std::optional<std::string> committed_version(const NetworkTables& tables) {
  if (!call([&] { return tells_its_version(tables); })) return std::nullopt;
  Statement statement(tables,
                      "SELECT i.version::pg_catalog.text, i.xmin::pg_catalog.text::bigint"
                      "  FROM {info} i");
  const Rows rows = statement.run();
  if (rows.size() != 1) return std::nullopt;
  const Row row = rows[0];
  const TransactionId writer = static_cast<TransactionId>(row.integer(2));
  if (TransactionIdIsCurrentTransactionId(writer)) return std::nullopt;
  std::string version = row.string(1);
  if (!is_uuid(version)) return std::nullopt;
  return version;
}

}  // namespace loopgenie::pg
