#include "loop/search/short_steps.hpp"

#include <algorithm>

namespace loopgenie {
namespace {

// So many are seen at a time: enough to choose a way, and few.
constexpr std::size_t nodes_seen = 100;
// What is walked once already counts as so many times as long, until it may not be walked again.
constexpr Millimetres again = 2;
// The way out ends so near to half of the asked length.
constexpr Millimetres near_percent = 10;

}  // namespace

std::vector<Arc> ShortSteps::round_trip(NodeIndex start) {
  walk_.clear();
  walked_.clear();
  seen_ = {start};
  place_ = {{start, 0}};
  here_ = start;
  length_ = 0;
  while (length_ < (100 - near_percent) * target_.length / 200 && step_out()) {
  }
  while (here_ != start) {
    if (!step_back()) return {};
  }
  return walk_;
}

// To the farthest that was not seen before.
bool ShortSteps::step_out() {
  look_from_here((100 + near_percent) * target_.length / 200 - length_);
  const std::vector<NodeIndex>& around = tree_.settled();
  const auto is_new = [&](NodeIndex node) { return seen_.count(node) == 0; };
  const auto farthest = std::find_if(around.rbegin(), around.rend(), is_new);
  if (farthest == around.rend()) return false;
  const NodeIndex to = *farthest;
  seen_.insert(around.begin(), around.end());
  walk_to(to);
  return true;
}

// To the earliest place of the way out that is seen from here.
bool ShortSteps::step_back() {
  look_from_here(target_.length);
  std::size_t earliest = place_.at(here_);
  NodeIndex to = here_;
  for (const NodeIndex node : tree_.settled()) {
    const auto place = place_.find(node);
    if (place == place_.end() || place->second >= earliest) continue;
    earliest = place->second;
    to = node;
  }
  if (to == here_) return false;
  walk_to(to);
  return true;
}

void ShortSteps::walk_to(NodeIndex node) {
  const std::size_t walked_before = walk_.size();
  length_ += tree_.length(node);
  for (NodeIndex at = node; at != here_; at = tree_.parent(at)) {
    walk_.push_back(tree_.entered_by(at));
    ++walked_[walk_.back().edge];
  }
  std::reverse(walk_.begin() + static_cast<std::ptrdiff_t>(walked_before), walk_.end());
  for (std::size_t i = walked_before; i < walk_.size(); ++i) {
    place_.emplace(walk_[i].head, i + 1);
  }
  here_ = node;
}

void ShortSteps::look_from_here(Millimetres farthest) {
  const auto cost = [&](EdgeIndex i) {
    const Edge& edge = graph_.edge(i);
    const auto walked = walked_.find(i);
    const int times = walked == walked_.end() ? 0 : walked->second;
    if (mask_.closes(i) || edge.is_one_way() || times > 1) return unreachable;
    return edge.dullness + (times == 0 ? edge.length : again * edge.length);
  };
  tree_.grow(
      here_, PathLimits{farthest, unreachable, nodes_seen}, cost, [](NodeIndex) { return true; },
      effort_);
}

}  // namespace loopgenie
