// A file in the making. It has a name of its own, by process, until it is whole.
#pragma once

#include <cstddef>
#include <string>

#include "boundary.hpp"

namespace loopgenie::pg {

class UnfinishedFile {
 public:
  // Opens it for writing; one that cannot be opened takes nothing, and says why in problem().
  explicit UnfinishedFile(const std::string& path);
  // What is not finished is removed: after an error or a cancel too, and when the backend is told
  // to end. What a killed server leaves is removed by remove_outdated_files.
  ~UnfinishedFile();
  UnfinishedFile(const UnfinishedFile&) = delete;
  UnfinishedFile& operator=(const UnfinishedFile&) = delete;

  // These do nothing once there is a problem.
  void append(const void* bytes, std::size_t size);
  void overwrite_begin(const void* bytes, std::size_t size);
  // Gives it its name. False where there was a problem.
  bool finish();

  int problem() const { return problem_; }  // an errno; 0 for none

 private:
  std::string path_;
  int descriptor_ = -1;
  int problem_ = 0;
  bool finished_ = false;
};

// The process that writes, or wrote, an unfinished file of that name; 0 for a finished one.
int writer_of(const std::string& name);

}  // namespace loopgenie::pg
