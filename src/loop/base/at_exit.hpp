// Does something when a scope is left, however it is left: the meter of effort may throw anywhere.
#pragma once

#include <utility>

namespace loopgenie {

template <typename Action>
class AtExit {
 public:
  explicit AtExit(Action action) : action_(std::move(action)) {}
  AtExit(const AtExit&) = delete;
  AtExit& operator=(const AtExit&) = delete;
  ~AtExit() { action_(); }

 private:
  Action action_;
};

}  // namespace loopgenie
