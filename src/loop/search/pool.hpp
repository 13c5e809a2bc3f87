// The closed walks that the search works on, from all trailheads: each once, the best first where
// that matters.
#pragma once

#include <algorithm>
#include <cstddef>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "loop/search/span_search.hpp"

namespace loopgenie {

struct PooledWalk {
  Millimetres penalty;    // with the drive
  std::size_t trailhead;  // index
  SpanSearch::Walk walk;
  int tries = 0;  // to improve it
};

class Pool {
 public:
  // A walk of the same trailhead, length and penalty as another has most likely become the same.
  void add(PooledWalk walk) {
    if (known_.insert(key(walk)).second) walks_.push_back(std::move(walk));
  }
  // Changes a walk; what it has become is dropped if it is there already.
  template <typename Change>
  void change(std::size_t index, const Change& change) {
    known_.erase(key(walks_[index]));
    change(walks_[index]);
    if (known_.insert(key(walks_[index])).second) return;
    walks_[index] = std::move(walks_.back());
    walks_.pop_back();
  }
  const std::vector<PooledWalk>& walks() const { return walks_; }
  bool empty() const { return walks_.empty(); }
  std::size_t size() const { return walks_.size(); }
  const PooledWalk& operator[](std::size_t index) const { return walks_[index]; }

  // The indexes of those that a condition holds for, the best first.
  template <typename Condition>
  std::vector<std::size_t> ranked(const Condition& condition) const {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < walks_.size(); ++i) {
      if (condition(walks_[i])) order.push_back(i);
    }
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return key(walks_[a]) < key(walks_[b]); });
    return order;
  }

 private:
  using Key = std::tuple<Millimetres, std::size_t, Millimetres>;
  static Key key(const PooledWalk& walk) {
    return Key{walk.penalty, walk.trailhead, walk.walk.length};
  }

  std::vector<PooledWalk> walks_;
  std::set<Key> known_;
};

}  // namespace loopgenie
