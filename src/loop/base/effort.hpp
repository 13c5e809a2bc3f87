// Work units: the planner's only clock, so that the same request gives the same answer on
// a busy machine and an idle one. One unit is about one edge looked at.
//
// Every inner loop spends through here, which is also where the caller's cancellation is
// polled: the callback throws to stop the search.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <utility>

#include "loop/base/live.hpp"

namespace loopgenie {

constexpr std::int64_t unlimited_effort = std::numeric_limits<std::int64_t>::max();

class Effort {
 public:
  explicit Effort(
      std::int64_t cap, std::function<void()> poll = [] {})
      : cap_(cap), poll_(std::move(poll)) {}

  void spend(std::int64_t units) {
    spent_ += units;
    since_poll_ += units;
    if (since_poll_ >= units_between_polls) {
      since_poll_ = 0;
      poll_();
    }
  }

  // Allows so much in all, if that is more than before.
  void raise(std::int64_t cap) { cap_ = std::max(cap_, cap); }

  std::int64_t spent() const { return spent_; }
  bool exhausted() const { return spent_ >= cap_; }

 private:
  // At tens of nanoseconds a unit this polls every millisecond or so.
  static constexpr std::int64_t units_between_polls = 20000;

  std::int64_t cap_;
  std::int64_t spent_ = 0;
  std::int64_t since_poll_ = 0;
  std::function<void()> poll_;
  Live live_;
};

}  // namespace loopgenie
