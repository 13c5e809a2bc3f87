#include "unfinished_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

extern "C" {
#include "storage/fd.h"
#include "storage/ipc.h"
}

namespace loopgenie::pg {
namespace {

// A backend that is terminated leaves by exit(), past all destructors.
char* path_to_remove() {
  void** const place = find_rendezvous_variable("loopgenie.unfinished");
  return static_cast<char*>(*place);
}

void remove_at_exit(int, Datum) {
  char* const path = path_to_remove();
  if (path != nullptr && path[0] != '\0') unlink(path);
}

void remember(const std::string& path) {
  call([&] {
    void** const place = find_rendezvous_variable("loopgenie.unfinished");
    if (*place == nullptr) {
      *place = MemoryContextAllocZero(TopMemoryContext, MAXPGPATH);
      on_proc_exit(remove_at_exit, Datum{0});
    }
    strlcpy(static_cast<char*>(*place), path.c_str(), MAXPGPATH);
  });
}

void forget(const std::string& path) {
  if (path == path_to_remove()) path_to_remove()[0] = '\0';
}

std::string unfinished(const std::string& path) { return path + "." + std::to_string(getpid()); }

}  // namespace

UnfinishedFile::UnfinishedFile(const std::string& path) : path_(path) {
  const std::string name = unfinished(path);
  remember(name);
  call([&] {
    descriptor_ =
        OpenTransientFile(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | PG_BINARY);
    if (descriptor_ < 0) problem_ = errno;
  });
}

UnfinishedFile::~UnfinishedFile() {
  if (descriptor_ >= 0) CloseTransientFile(descriptor_);
  if (finished_) return;
  const std::string name = unfinished(path_);
  unlink(name.c_str());
  forget(name);
}

void UnfinishedFile::append(const void* bytes, std::size_t size) {
  // So that a cancel is answered soon on a slow disk too.
  constexpr std::size_t most_at_once = std::size_t{4} << 20;
  const char* next = static_cast<const char*>(bytes);
  while (size > 0 && problem_ == 0) {
    poll_interrupts();
    errno = 0;
    const ssize_t written = write(descriptor_, next, std::min(size, most_at_once));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      problem_ = errno != 0 ? errno : ENOSPC;
      return;
    }
    next += written;
    size -= static_cast<std::size_t>(written);
  }
}

void UnfinishedFile::overwrite_begin(const void* bytes, std::size_t size) {
  if (problem_ != 0) return;
  errno = 0;
  if (pwrite(descriptor_, bytes, size, 0) != static_cast<ssize_t>(size)) {
    problem_ = errno != 0 ? errno : ENOSPC;
  }
}

bool UnfinishedFile::finish() {
  if (problem_ != 0) return false;
  const int closed = CloseTransientFile(descriptor_);
  descriptor_ = -1;
  const std::string name = unfinished(path_);
  finished_ = closed == 0 && rename(name.c_str(), path_.c_str()) == 0;
  if (finished_) {
    forget(name);
  } else {
    problem_ = errno;
  }
  return finished_;
}

int writer_of(const std::string& name) {
  const std::size_t dot = name.find('.');
  return dot == std::string::npos ? 0 : std::atoi(name.c_str() + dot + 1);
}

}  // namespace loopgenie::pg
