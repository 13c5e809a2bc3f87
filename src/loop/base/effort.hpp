// Work units: the planner's only clock, so that the same request gives the same answer on
// a busy machine and an idle one. One unit is about one edge looked at.
//
// Every inner loop spends through the meter, which is also where the caller's cancellation is
// polled: the callback throws to stop the search.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <utility>

#include "loop/base/at_exit.hpp"
#include "loop/base/live.hpp"

namespace loopgenie {

using WorkUnits = std::int64_t;  // an amount

constexpr WorkUnits unlimited_effort = std::numeric_limits<WorkUnits>::max();

// A reading of the meter at which a part of the search should end.
struct Deadline {
  WorkUnits at;
};

// Thrown where work went on beyond what was allowed. Whoever allowed it catches it: what was under
// way is dropped, what was known before holds.
struct OutOfEffort {};

// The meter.
class Effort {
 public:
  explicit Effort(
      WorkUnits allowed, std::function<void()> poll = [] {})
      : poll_(std::move(poll)) {
    allow(allowed);
  }

  void spend(WorkUnits units) {
    spent_ += units;
    if (spent_ > last_) throw OutOfEffort();
    poll(units);
  }

  // Polls as often as spend() does, in what is paid for elsewhere.
  void poll(WorkUnits units) {
    since_poll_ += units;
    if (since_poll_ < units_between_polls) return;
    since_poll_ = 0;
    poll_();
  }

  // Allows so much from now on, and no more. What heeds the deadline ends there by itself; what
  // does not is ended a little later.
  void allow(WorkUnits units) {
    allowed_ = after(units);
    last_ = after(units > unlimited_effort / 2 ? units : units + units / slack_part).at;
  }

  // Whether so much is enough for a piece of work, which is dropped if not. Less than what is left.
  template <typename Work>
  bool is_enough(WorkUnits units, const Work& work) {
    const AtExit restore([this, allowed = allowed_, last = last_] {
      allowed_ = allowed;
      last_ = last;
    });
    allow(units);
    try {
      work();
      return true;
    } catch (const OutOfEffort&) {
      return false;
    }
  }

  WorkUnits spent() const { return spent_; }
  WorkUnits left() const { return std::max(WorkUnits{0}, allowed_.at - spent_); }
  bool exhausted() const { return past(allowed_); }
  bool past(Deadline deadline) const { return spent_ >= deadline.at; }
  Deadline allowed() const { return allowed_; }
  // So much from now on, or what is allowed if that is less.
  Deadline within(WorkUnits units) const {
    const Deadline deadline = after(units);
    return deadline.at < allowed_.at ? deadline : allowed_;
  }

 private:
  // At tens of nanoseconds a unit this polls every half a millisecond or so.
  static constexpr WorkUnits units_between_polls = 20'000;
  static constexpr WorkUnits slack_part = 50;

  Deadline after(WorkUnits units) const {
    return Deadline{units > unlimited_effort - spent_ ? unlimited_effort : spent_ + units};
  }

  Deadline allowed_{};
  WorkUnits last_ = 0;
  WorkUnits spent_ = 0;
  WorkUnits since_poll_ = 0;
  std::function<void()> poll_;
  Live live_;
};

}  // namespace loopgenie
