// The best loops found so far, from all trailheads.
#pragma once

#include <cstddef>
#include <vector>

#include "loop/base/effort.hpp"
#include "loop/network/graph.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {

struct FoundLoop {
  std::size_t trailhead;  // index of its trailhead
  Millimetres penalty;    // with the share of the drive, as reported
  Millimetres beside;     // walked beside itself: counts among loops, but is not reported
  Measure measure;
  Uses uses;  // edges of the network

  Millimetres rival_penalty() const { return penalty + beside; }
};

// Chooses loops by penalty, with what runs beside itself, and drops alternatives that share more
// than 60 % of their distinct length with a better one.
class Answers {
 public:
  Answers(const Graph& network, std::size_t wanted, Effort& effort)
      : network_(network), wanted_(wanted), effort_(effort) {}

  void offer(FoundLoop loop);
  // A loop must have less penalty than this, with what runs beside itself, to change the answer.
  Millimetres threshold() const {
    return ranked_.size() < wanted_ ? unreachable : ranked_.back().rival_penalty();
  }
  // In the order in which they were chosen.
  const std::vector<FoundLoop>& ranked() const { return ranked_; }
  // The least penalty of all loops that were offered, chosen or not.
  Millimetres least_penalty() const { return least_penalty_; }

 private:
  bool excludes(const FoundLoop& better, const FoundLoop& loop) const;
  bool is_variant_of(const FoundLoop& loop, const FoundLoop& better) const;
  void rank();

  const Graph& network_;
  std::size_t wanted_;
  Effort& effort_;
  std::vector<FoundLoop> pool_;  // by penalty; more than wanted, as ranks may still change
  std::vector<FoundLoop> ranked_;
  Millimetres least_penalty_ = unreachable;
};

}  // namespace loopgenie
