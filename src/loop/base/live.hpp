// Counts what is alive. Tests read the count after cancelled and failed calls: anything but
// zero means that an error jumped over a destructor.
#pragma once

namespace loopgenie {

class Live {
 public:
  Live() { ++count_; }
  Live(const Live&) { ++count_; }
  Live& operator=(const Live&) = default;
  ~Live() { --count_; }
  static long count() { return count_; }

 private:
  static inline long count_ = 0;
};

}  // namespace loopgenie
