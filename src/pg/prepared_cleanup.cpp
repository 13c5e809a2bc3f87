#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <string>
#include <vector>

#include "prepared_file.hpp"

extern "C" {
#include "catalog/pg_database.h"
#include "catalog/pg_namespace.h"
#include "storage/fd.h"
#include "utils/syscache.h"
}

namespace loopgenie::pg {
namespace {

constexpr time_t interrupted_after_s = 3600;

struct OldFile {
  std::string path;
  time_t modified;
};

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

bool is_dropped(Oid database, Oid schema) {
  return call([&] {
    if (database != MyDatabaseId) {
      return !SearchSysCacheExists1(DATABASEOID, ObjectIdGetDatum(database));
    }
    return !SearchSysCacheExists1(NAMESPACEOID, ObjectIdGetDatum(schema));
  });
}

}  // namespace

void remove_outdated_files(Oid schema, const std::string& current_path) {
  const std::string folder = current_path.substr(0, current_path.find('/'));
  std::vector<OldFile> versions;
  for (const std::string& name : list(folder)) {
    const std::string path = folder + "/" + name;
    unsigned int database;
    unsigned int file_schema;
    struct stat status;
    if (path == current_path || sscanf(name.c_str(), "%u-%u-", &database, &file_schema) != 2 ||
        stat(path.c_str(), &status) != 0) {
      continue;
    }
    const bool unfinished = name.find('.') != std::string::npos;
    const bool interrupted =
        unfinished && status.st_mtime + interrupted_after_s < std::time(nullptr);
    if (interrupted || is_dropped(database, file_schema)) {
      unlink(path.c_str());
    } else if (!unfinished && database == MyDatabaseId && file_schema == schema) {
      versions.push_back(OldFile{path, status.st_mtime});
    }
  }
  // One older version stays for transactions that began before the change.
  std::sort(versions.begin(), versions.end(),
            [](const OldFile& a, const OldFile& b) { return a.modified > b.modified; });
  for (std::size_t i = 1; i < versions.size(); ++i) unlink(versions[i].path.c_str());
}

}  // namespace loopgenie::pg
