// The loops that are the answer. They are found one rank after the other, so that the first of them
// are the same however many are asked for.
#pragma once

#include <optional>
#include <vector>

#include "loop/base/effort.hpp"
#include "loop/network/graph.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {

struct FoundLoop {
  std::size_t trailhead;  // index of its trailhead
  Millimetres penalty;    // with the share of the drive, as reported
  Millimetres handicap;   // see Target::most_handicap
  Measure measure;
  Uses uses;  // edges of the network
  std::vector<Arc> order = {};  // in which it can be walked; empty where any order will do

  Millimetres rival_penalty() const { return penalty + handicap; }
};

// Of the loops that are offered the one of least penalty, with its handicap, is kept,
// until it is settled as the next rank. From then on what shares more than 60 % of its distinct
// length with it is no alternative, and neither is what would have come before it.
class Answers {
 public:
  Answers(const Graph& network, Effort& effort) : network_(network), effort_(effort) {}

  void offer(FoundLoop loop);
  // A loop must have less penalty than this, with its handicap, to change the answer.
  Millimetres threshold() const { return best_ ? best_->rival_penalty() : unreachable; }
  bool found() const { return best_.has_value(); }
  // Of the best one what is reported; unreachable without any.
  Millimetres penalty() const { return best_ ? best_->penalty : unreachable; }
  // False where there is nothing to settle.
  bool settle();
  // Best first.
  const std::vector<FoundLoop>& settled() const { return settled_; }
  // Of so much distinct length, with each of the loops before.
  static Millimetres allowed_to_share(Millimetres distinct) { return distinct * 60 / 100; }
  // By how much more than that a loop shares with those that are settled; not over 0 for an
  // alternative.
  Millimetres overlap(const Uses& uses) const;
  // The least penalty of all loops that were offered, chosen or not.
  Millimetres least_penalty() const { return least_penalty_; }

 private:
  const Graph& network_;
  Effort& effort_;
  std::optional<FoundLoop> best_;
  std::vector<FoundLoop> settled_;
  Millimetres least_penalty_ = unreachable;
};

}  // namespace loopgenie
