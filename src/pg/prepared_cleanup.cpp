#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "prepared_file.hpp"

extern "C" {
#include "access/genam.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/pg_database.h"
#include "catalog/pg_namespace.h"
#include "storage/fd.h"
#include "storage/procarray.h"
#include "utils/fmgroids.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
}

namespace loopgenie::pg {
namespace {

std::string without(const std::string& suffix, const std::string& path) {
  const bool has_suffix = path.size() > suffix.size() &&
                          path.compare(path.size() - suffix.size(), suffix.size(), suffix) == 0;
  return has_suffix ? path.substr(0, path.size() - suffix.size()) : path;
}

// One content's files, with and without the suffixes.
std::string version_of(const std::string& path) {
  return without(toil_suffix, without(losses_suffix, path));
}

std::vector<std::string> list(const std::string& folder) {
  std::vector<std::string> names;
  DIR* const directory = call([&] { return AllocateDir(folder.c_str()); });
  if (directory == nullptr) return names;
  while (true) {
    dirent* const entry = call([&] { return ReadDirExtended(directory, folder.c_str(), LOG); });
    if (entry == nullptr) break;
    names.emplace_back(entry->d_name);
  }
  call([&] { FreeDir(directory); });
  return names;
}

// Made, or dropped, by a transaction that is still open: it is there.
bool is_schema(Oid oid) {
  SnapshotData dirty;
  InitDirtySnapshot(dirty);
  Relation const schemas = table_open(NamespaceRelationId, AccessShareLock);
  ScanKeyData key;
  ScanKeyInit(&key, Anum_pg_namespace_oid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(oid));
  SysScanDesc const scan = systable_beginscan(schemas, NamespaceOidIndexId, true, &dirty, 1, &key);
  const bool found = HeapTupleIsValid(systable_getnext(scan));
  systable_endscan(scan);
  table_close(schemas, AccessShareLock);
  return found;
}

bool is_dropped(Oid database, Oid schema) {
  return call([&] {
    if (database != MyDatabaseId) {
      return !SearchSysCacheExists1(DATABASEOID, ObjectIdGetDatum(database));
    }
    return !is_schema(schema);
  });
}

// No lock is taken: at worst a process has this number that is no writer, or ended just now.
bool is_backend(int process) {
  return call([&] { return BackendPidGetProc(process) != nullptr; });
}

// When the last file of each other version of the schema was written, in nanoseconds: versions may
// follow each other within a second.
using Versions = std::map<std::string, std::int64_t>;

std::string newest_of(const Versions& versions) {
  const auto newest =
      std::max_element(versions.begin(), versions.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return newest == versions.end() ? "" : newest->first;
}

// Removes what is of no version on the way.
Versions older_versions(Oid schema, const std::string& current_path) {
  const std::string folder = current_path.substr(0, current_path.find('/'));
  Versions versions;
  for (const std::string& name : list(folder)) {
    const std::string path = folder + "/" + name;
    unsigned int database;
    unsigned int file_schema;
    struct stat status;
    if (version_of(path) == version_of(current_path) ||
        sscanf(name.c_str(), "%u-%u-", &database, &file_schema) != 2 ||
        stat(path.c_str(), &status) != 0) {
      continue;
    }
    const int writer = writer_of(name);
    const bool interrupted = writer != 0 && !is_backend(writer);
    if (interrupted || (writer == 0 && is_dropped(database, file_schema))) {
      unlink(path.c_str());
    } else if (writer == 0 && database == MyDatabaseId && file_schema == schema) {
      std::int64_t& modified = versions[version_of(path)];
      modified = std::max(
          modified, status.st_mtim.tv_sec * std::int64_t{1'000'000'000} + status.st_mtim.tv_nsec);
    }
  }
  return versions;
}

}  // namespace

std::string remove_outdated_files(Oid schema, const std::string& current_path, Older older) {
  const Versions versions = older_versions(schema, current_path);
  const std::string kept = older == Older::keep_one ? newest_of(versions) : "";
  for (const auto& [version, modified] : versions) {
    if (version == kept) continue;
    for (const std::string& network : {version, version + toil_suffix}) {
      unlink(network.c_str());
      unlink((network + losses_suffix).c_str());
    }
  }
  if (kept.empty()) return "";
  return version_of(current_path) == current_path ? kept : kept + toil_suffix;
}

}  // namespace loopgenie::pg
