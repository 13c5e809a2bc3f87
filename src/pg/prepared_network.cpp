#include "prepared_network.hpp"

#include "load.hpp"
#include "network_version.hpp"
#include "prepared_file.hpp"

extern "C" {
#include "common/hashfn.h"
#include "storage/lock.h"
}

namespace loopgenie::pg {
namespace {

// Held while a version is prepared, so that no two backends prepare the same one. The class of
// the lock is none that pg_advisory_lock uses.
class PreparationLock {
 public:
  explicit PreparationLock(const std::string& path) {
    constexpr uint16 lock_class = 7;
    SET_LOCKTAG_ADVISORY(tag_, MyDatabaseId, 0x6C6F6F70,
                         hash_bytes(reinterpret_cast<const unsigned char*>(path.data()),
                                    static_cast<int>(path.size())),
                         lock_class);
    call([&] { LockAcquire(&tag_, ExclusiveLock, false, false); });
  }
  // After an error the end of the transaction would release it too.
  ~PreparationLock() { LockRelease(&tag_, ExclusiveLock, false); }
  PreparationLock(const PreparationLock&) = delete;
  PreparationLock& operator=(const PreparationLock&) = delete;

 private:
  LOCKTAG tag_;
};

}  // namespace

PreparedNetwork::PreparedNetwork(const NetworkTables& tables) {
  const std::optional<std::string> version = committed_version(tables);
  if (!version) {
    network_ = load_network(tables);
    return;
  }
  const std::string path = prepared_path(tables.oid(), *version);
  mapping_ = pin_file(path);
  if (mapping_ == nullptr) {
    const PreparationLock lock(path);
    mapping_ = pin_file(path);
    if (mapping_ == nullptr) {
      network_ = load_network(tables);
      if (!write_file(path, network_)) return;
      remove_outdated_files(tables.oid(), path);
      mapping_ = pin_file(path);
      if (mapping_ == nullptr) return;
    }
  }
  network_ = view_mapping(*mapping_);
}

PreparedNetwork::~PreparedNetwork() {
  if (mapping_ != nullptr) unpin_file(mapping_);
}

}  // namespace loopgenie::pg
