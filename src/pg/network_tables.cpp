#include "network_tables.hpp"

#include <iterator>
#include <vector>

extern "C" {
#include "catalog/namespace.h"
#include "nodes/makefuncs.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
}

namespace loopgenie::pg {
namespace {

// Besides edge, in the order in which they are locked.
constexpr const char* read_with_edge[] = {"trailhead", "road",        "twin", "camp",
                                          "closure",   "closed_edge", "info"};

void require_select(Oid relation) {
  const Oid role = GetUserId();
  if (pg_class_aclcheck(relation, role, ACL_SELECT) == ACLCHECK_OK) return;
  if (pg_attribute_aclcheck_all(relation, role, ACL_SELECT, ACLMASK_ALL) == ACLCHECK_OK) return;
  aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_TABLE, get_rel_name(relation));
}

// Called before each try to lock what the name stands for.
void require_select_on_edge(const RangeVar*, Oid relation, Oid, void*) {
  if (OidIsValid(relation) && SearchSysCacheExists1(RELOID, ObjectIdGetDatum(relation))) {
    require_select(relation);
  }
}

// A swap locks edge before anything else: while it is locked here, no other network takes the
// place of this one.
Oid lock_edge(const char* schema) {
  RangeVar* const edge = makeRangeVar(pstrdup(schema), pstrdup("edge"), -1);
  return RangeVarGetRelidExtended(edge, AccessShareLock, RVR_MISSING_OK, require_select_on_edge,
                                  nullptr);
}

// By schema and not by its name, which may change at any time. What is dropped or replaced while
// this waits for it is looked for again.
Oid lock_table(const char* name, Oid schema) {
  while (true) {
    const Oid relation = get_relname_relid(name, schema);
    if (!OidIsValid(relation)) return InvalidOid;
    require_select(relation);
    LockRelationOid(relation, AccessShareLock);
    if (get_relname_relid(name, schema) == relation) return relation;
    UnlockRelationOid(relation, AccessShareLock);
  }
}

[[noreturn]] void fail_without(const char* network) {
  ereport(ERROR,
          (errcode(ERRCODE_UNDEFINED_TABLE), errmsg("no trail network named \"%s\"", network),
           errhint("Build one with loopgenie.build_network, or name another with the "
                   "argument network or the setting loopgenie.network.")));
  pg_unreachable();
}

}  // namespace

NetworkTables::NetworkTables(const std::string& network,
                             std::initializer_list<const char*> besides) {
  const char* const name = network.c_str();
  const Oid edge = call([&] {
    const Oid relation = lock_edge(name);
    if (OidIsValid(relation)) oid_ = get_rel_namespace(relation);
    return relation;
  });
  if (OidIsValid(edge)) tables_.push_back(NetworkTable{"edge", edge});
  std::vector<const char*> others(std::begin(read_with_edge), std::end(read_with_edge));
  others.insert(others.end(), besides);
  for (const char* table : others) {
    if (!OidIsValid(edge)) break;
    const Oid relation = call([&] { return lock_table(table, oid_); });
    if (OidIsValid(relation)) tables_.push_back(NetworkTable{table, relation});
  }
  const bool complete = has("edge") && has("trailhead") &&
                        call([&] { return OidIsValid(get_relname_relid("node", oid_)); });
  const char* const quoted = call([&] {
    if (!complete) fail_without(name);
    return quote_identifier(get_namespace_name(oid_));
  });
  schema_ = quoted;
}

bool NetworkTables::has(const std::string& table, const char* column) const {
  const Oid relation = find(table);
  return call([&] { return get_attnum(relation, column) != InvalidAttrNumber; });
}

Oid NetworkTables::find(const std::string& table) const {
  for (const NetworkTable& own : tables_) {
    if (own.name == table) return own.oid;
  }
  return InvalidOid;
}

}  // namespace loopgenie::pg
