#include "preparation_lock.hpp"

#include <cerrno>

extern "C" {
#include "common/hashfn.h"
}

namespace loopgenie::pg {
namespace {

// The classes of these locks are none that pg_advisory_lock uses.
enum LockClass : uint16 { making = 7, unwritable = 8 };

LOCKTAG lock_on(const std::string& path, LockClass lock_class) {
  LOCKTAG tag;
  SET_LOCKTAG_ADVISORY(tag, MyDatabaseId, 0x6C6F6F70,
                       hash_bytes(reinterpret_cast<const unsigned char*>(path.data()),
                                  static_cast<int>(path.size())),
                       lock_class);
  return tag;
}

bool is_held_here(const LOCKTAG& tag) {
#if PG_VERSION_NUM >= 170000
  return LockHeldByMe(&tag, ShareLock, false);
#else
  return LockHeldByMe(&tag, ShareLock);
#endif
}

// The mark is a lock of the session's: it vanishes with it, whatever becomes of it.
void mark_unwritable(const std::string& path) {
  LOCKTAG tag = lock_on(path, unwritable);
  call([&] {
    void** const place = find_rendezvous_variable("loopgenie.unwritable");
    if (*place == nullptr) *place = MemoryContextAllocZero(TopMemoryContext, sizeof(LOCKTAG));
    LOCKTAG& last = *static_cast<LOCKTAG*>(*place);
    if (is_held_here(tag)) return;
    if (is_held_here(last)) LockRelease(&last, ShareLock, true);
    LockAcquire(&tag, ShareLock, true, true);
    last = tag;
  });
}

}  // namespace

PreparationLock::PreparationLock(const std::string& path) : tag_(lock_on(path, making)) {
  call([&] { LockAcquire(&tag_, ExclusiveLock, false, false); });
}

// After an error the end of the transaction would release it too.
PreparationLock::~PreparationLock() { LockRelease(&tag_, ExclusiveLock, false); }

bool is_unwritable(const std::string& path) {
  LOCKTAG tag = lock_on(path, unwritable);
  return call([&] {
    if (is_held_here(tag)) return true;
    if (LockAcquire(&tag, ExclusiveLock, false, true) == LOCKACQUIRE_NOT_AVAIL) return true;
    LockRelease(&tag, ExclusiveLock, false);
    return false;
  });
}

void report_unwritable(const std::string& path, int problem, const char* hint) {
  if (is_unwritable(path)) return;
  call([&] {
    errno = problem;
    ereport(LOG, (errcode_for_file_access(),
                  errmsg("could not write the prepared network \"%s\": %m", path.c_str()),
                  errhint("%s", hint)));
  });
  mark_unwritable(path);
}

}  // namespace loopgenie::pg
