// Who prepares a network, and who waits for it.
#pragma once

#include <string>

#include "boundary.hpp"

extern "C" {
#include "storage/lock.h"
}

namespace loopgenie::pg {

// Held while the file of that path is made, so that no two sessions make the same one. The workers
// of a parallel query share their locks: where it is the first to read a network each of them makes
// the file, whole and under a name of its own until it is renamed.
class PreparationLock {
 public:
  // Waits no longer than statement_timeout and lock_timeout allow.
  explicit PreparationLock(const std::string& path);
  ~PreparationLock();
  PreparationLock(const PreparationLock&) = delete;
  PreparationLock& operator=(const PreparationLock&) = delete;

 private:
  LOCKTAG tag_;
};

// Whether a living session has found that the file of that path cannot be written. Then it does
// not help to wait for each other.
bool is_unwritable(const std::string& path);
// Says so, to the log where nobody has yet, and to all others until this session ends, or finds the
// same of another path. The problem is an errno, the hint what comes of it.
void report_unwritable(const std::string& path, int problem, const char* hint);

}  // namespace loopgenie::pg
