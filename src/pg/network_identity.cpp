#include "network_identity.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "loop/base/checksum.hpp"
#include "network_snapshot.hpp"
#include "statement.hpp"

extern "C" {
#include "access/genam.h"
#include "access/htup_details.h"
#include "access/parallel.h"
#include "access/table.h"
#include "access/transam.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_trigger.h"
#include "storage/lmgr.h"
#include "storage/lock.h"
#include "storage/proc.h"
#include "utils/fmgroids.h"
#include "utils/rel.h"
#include "utils/rls.h"
#include "utils/syscache.h"
}

namespace loopgenie::pg {
namespace {

// What is prepared is made of these; what else plans read, they read anew.
constexpr const char* prepared_from[] = {"edge", "trailhead", "road", "twin", "camp", "info"};

// What they are read by. geom is PostGIS' own type, which nobody alters.
constexpr const char* columns_read[] = {
    "id",       "node_id",   "road_node_id", "source", "target",     "length_m", "appeal",
    "ascent_m", "descent_m", "kind",         "oneway", "difficulty", "edge_a",   "edge_b"};

// Networks of loopgenie 0.1.0 have a version for all of their changes, names too.
struct Tellers {
  const char* column;  // of info
  const char* read;
  std::vector<const char*> triggers;
};
const Tellers by_content{"content",
                         "SELECT i.content::pg_catalog.text FROM {info} i",
                         {"touch_content", "touch_content_updated"}};
const Tellers by_version{
    "version", "SELECT i.version::pg_catalog.text FROM {info} i", {"touch_version"}};

struct Told {
  Checksum shape;
  const char* why_not = nullptr;  // what keeps the tables from telling their content
  bool by_accident = false;
  bool own_changes = false;
};

template <typename T>
void add(Checksum& shape, const T& value) {
  shape.add(&value, sizeof value);
}

// Whether this transaction holds a lock that comes before any change of the table. A parallel
// worker shares its leader's transaction but not its list of locks: there the leader's are looked
// up.
bool may_have_changed(Relation table) {
  if (!IsParallelWorker()) return CheckRelationLockedByMe(table, RowExclusiveLock, true);
  LOCKTAG tag;
  SET_LOCKTAG_RELATION(tag, MyDatabaseId, RelationGetRelid(table));
  VirtualTransactionId leader;
  GET_VXID_FROM_PGPROC(leader, *MyProc->lockGroupLeader);
  int count = 0;
  const VirtualTransactionId* const holders = GetLockConflicts(&tag, ShareLock, &count);
  return std::any_of(holders, holders + count, [&](const VirtualTransactionId& holder) {
    return VirtualTransactionIdEquals(holder, leader);
  });
}

void tell_columns(Relation table, Told& told) {
  const TupleDesc description = RelationGetDescr(table);
  for (int i = 0; i < description->natts; ++i) {
    const Form_pg_attribute column = TupleDescAttr(description, i);
    if (column->attisdropped) continue;
    add(told.shape, column->attnum);
    add(told.shape, column->attname);
    add(told.shape, column->atttypid);
    if (column->atttypid < FirstNormalObjectId) continue;
    for (const char* read : columns_read) {
      if (std::strcmp(NameStr(column->attname), read) != 0) continue;
      told.why_not = psprintf("its column %s is of a type of your own", read);
    }
  }
}

void tell_function(Oid function, Told& told) {
  HeapTuple const entry = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
  if (!HeapTupleIsValid(entry)) return;
  add(told.shape, HeapTupleHeaderGetRawXmin(entry->t_data));
  ReleaseSysCache(entry);
}

void tell_trigger(Relation table, const char* name, Told& told) {
  Relation const triggers = table_open(TriggerRelationId, AccessShareLock);
  ScanKeyData keys[2];
  ScanKeyInit(&keys[0], Anum_pg_trigger_tgrelid, BTEqualStrategyNumber, F_OIDEQ,
              ObjectIdGetDatum(RelationGetRelid(table)));
  ScanKeyInit(&keys[1], Anum_pg_trigger_tgname, BTEqualStrategyNumber, F_NAMEEQ,
              CStringGetDatum(name));
  SysScanDesc const scan =
      systable_beginscan(triggers, TriggerRelidNameIndexId, true, nullptr, 2, keys);
  HeapTuple const entry = systable_getnext(scan);
  if (!HeapTupleIsValid(entry)) {
    told.why_not = psprintf("it has no trigger %s", name);
  } else {
    const Form_pg_trigger trigger = reinterpret_cast<Form_pg_trigger>(GETSTRUCT(entry));
    add(told.shape, HeapTupleHeaderGetRawXmin(entry->t_data));
    add(told.shape, entry->t_self);
    add(told.shape, trigger->tgfoid);
    tell_function(trigger->tgfoid, told);
    if (trigger->tgenabled != TRIGGER_FIRES_ALWAYS) {
      told.why_not = psprintf("its trigger %s does not fire always", name);
    } else if (is_newer_than_snapshot(entry)) {
      told.why_not = psprintf("its trigger %s was changed after this transaction began", name);
    }
  }
  told.by_accident = HeapTupleIsValid(entry) && told.why_not != nullptr;
  systable_endscan(scan);
  table_close(triggers, AccessShareLock);
}

void tell_rows(Relation table, Told& told) {
  if (table->rd_rel->relkind != RELKIND_RELATION) {
    told.why_not = "it is no plain table";
  } else if (check_enable_rls(RelationGetRelid(table), InvalidOid, true) == RLS_ENABLED) {
    told.why_not = "it has row-level security";
  } else if (has_subclass(RelationGetRelid(table)) &&
             find_inheritance_children(RelationGetRelid(table), NoLock) != NIL) {
    told.why_not = "other tables inherit from it";
    told.by_accident = true;
  }
}

// info is what the others tell their changes by, so it has no trigger.
void tell_table(Oid relation, bool is_info, const Tellers& tellers, Told& told) {
  Relation const table = table_open(relation, AccessShareLock);
  add(told.shape, relation);
  add(told.shape, table->rd_rel->relfilenode);
  told.own_changes = told.own_changes || may_have_changed(table);
  tell_rows(table, told);
  if (told.why_not == nullptr && !is_info) tell_columns(table, told);
  for (const char* const trigger : tellers.triggers) {
    if (told.why_not == nullptr && !is_info) tell_trigger(table, trigger, told);
  }
  table_close(table, AccessShareLock);
}

// The version becomes part of a file name.
bool is_uuid(const std::string& version) {
  return version.size() == 36 &&
         version.find_first_not_of("0123456789abcdef-") == std::string::npos;
}

std::string read_version(const NetworkTables& tables, const Tellers& tellers) {
  Statement statement(tables, tellers.read);
  const Rows rows = statement.run();
  return rows.size() == 1 ? rows[0].string(1) : "";
}

std::string print(std::uint64_t value) {
  char digits[17];
  snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(value));
  return digits;
}

}  // namespace

NetworkIdentity identify(const NetworkTables& tables) {
  NetworkIdentity identity;
  Told told;
  const bool tells_content = tables.has("info") && tables.has("info", by_content.column);
  const Tellers& tellers = tells_content ? by_content : by_version;
  for (const char* name : prepared_from) {
    const Oid table = tables.find(name);
    if (!OidIsValid(table)) continue;
    const bool is_info = std::strcmp(name, "info") == 0;
    call([&] { tell_table(table, is_info, tellers, told); });
    identity.own_changes = told.own_changes;
    if (told.why_not == nullptr) continue;
    identity.why_nameless = tables[name] + " does not tell its changes, as " + told.why_not;
    identity.by_accident = told.by_accident && tables.has("info");
    return identity;
  }
  const std::string version = tables.has("info") ? read_version(tables, tellers) : "";
  if (is_uuid(version)) {
    identity.name = version + "-" + print(told.shape.value());
  } else {
    identity.why_nameless = "no table info tells its version";
  }
  return identity;
}

void warn_of_nameless(const NetworkIdentity& identity) {
  const char* const why = identity.why_nameless.c_str();
  call([&] {
    ereport(WARNING,
            (errmsg("the network is loaded anew by every call: %s", why),
             errhint("Build it by loopgenie.build_network, or mend the trigger: ALTER TABLE ... "
                     "ENABLE ALWAYS TRIGGER ...")));
  });
}

}  // namespace loopgenie::pg
