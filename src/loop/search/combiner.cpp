#include "loop/search/combiner.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>
#include <utility>

namespace loopgenie {
// Indexes of walks of one trailhead.
std::vector<std::size_t> Combiner::choose_for_merge(bool shuffled) {
  std::vector<std::size_t> order = state_.live_walks();
  if (order.empty()) return order;
  if (shuffled) {
    // Now and then around the best walk of another trailhead.
    const auto other = std::find_if(order.begin(), order.end(), [&](std::size_t i) {
      return state_.pool[i].trailhead != state_.pool[order[0]].trailhead;
    });
    if (state_.dice.below(static_cast<std::size_t>(state_.schedule.merge_elsewhere)) == 0 &&
        other != order.end())
      std::swap(order[0], *other);
    order.resize(std::min(order.size(), static_cast<std::size_t>(state_.schedule.merge_others)));
    for (std::size_t i = order.size(); i-- > 2;) {
      std::swap(order[i], order[1 + state_.dice.below(i)]);
    }
  }
  const std::size_t trailhead = state_.pool[order[0]].trailhead;
  std::vector<std::size_t> chosen;
  for (const std::size_t i : order) {
    if (chosen.size() == static_cast<std::size_t>(state_.schedule.merge_walks)) break;
    if (state_.pool[i].trailhead == trailhead) chosen.push_back(i);
  }
  return chosen;
}

// Fewer walks where the corridors of all are too many.
void Combiner::merge(Deadline until, bool shuffled) {
  if (state_.effort.past(until)) return;
  std::vector<std::size_t> merged = choose_for_merge(shuffled);
  const CorridorLimits limits{static_cast<std::size_t>(state_.schedule.merge_labels),
                              static_cast<EdgeIndex>(state_.schedule.merge_corridors),
                              static_cast<std::uint32_t>(state_.schedule.merge_width),
                              state_.share(state_.schedule.merge_loss)};
  for (bool first = true; !merged.empty() && !state_.effort.past(until); first = false) {
    const std::size_t trailhead = state_.pool[merged[0]].trailhead;
    std::set<EdgeIndex> corridors;
    for (const std::size_t i : merged) {
      for (const Arc& arc : state_.pool[i].walk.arcs) corridors.insert(arc.edge);
    }
    state_.effort.spend(static_cast<WorkUnits>(4 * corridors.size()));
    std::vector<EdgeIndex> chosen(corridors.begin(), corridors.end());
    if (first) {
      if (chosen == merged_last_) return;
      merged_last_ = chosen;
    }
    ExactSearch::Found found =
        exact_.search_within(trailhead, std::move(chosen), state_.threshold(trailhead), limits);
    if (!found.walk.empty()) walks_.add(trailhead, std::move(found.walk));
    if (found.searched) return;
    merged.resize(merged.size() > 4 ? merged.size() - 2 : merged.size() - 1);
  }
}

// The corridors of a walk, and those nearest to one of its places.
std::vector<EdgeIndex> Combiner::surroundings(const std::vector<Arc>& walk) {
  std::unordered_set<EdgeIndex> corridors;
  for (const Arc& arc : walk) corridors.insert(arc.edge);
  const std::size_t most =
      corridors.size() + static_cast<std::size_t>(state_.schedule.window_corridors);
  std::vector<NodeIndex> queue{walk[state_.dice.below(walk.size())].head};
  std::unordered_set<NodeIndex> seen{queue[0]};
  for (std::size_t next = 0; next < queue.size() && corridors.size() < most; ++next) {
    for (const Arc& arc : state_.core.graph().arcs(queue[next])) {
      if (state_.corridor_mask.closes(arc.edge)) continue;
      corridors.insert(arc.edge);
      if (seen.insert(arc.head).second) queue.push_back(arc.head);
    }
  }
  state_.effort.spend(static_cast<WorkUnits>(4 * corridors.size()));
  return {corridors.begin(), corridors.end()};
}

void Combiner::widen(Deadline until) {
  const CorridorLimits limits{static_cast<std::size_t>(state_.schedule.window_labels),
                              static_cast<EdgeIndex>(2 * state_.schedule.window_corridors),
                              static_cast<std::uint32_t>(state_.schedule.window_width),
                              state_.share(state_.schedule.merge_loss)};
  const auto near_the_best = static_cast<std::size_t>(state_.schedule.window_others);
  for (int idle = 0; idle < state_.schedule.most_tries && !state_.effort.past(until);) {
    const std::vector<std::size_t> order = state_.live_walks();
    if (order.empty() || state_.gap() <= state_.schedule.worth_widening) return;
    state_.effort.spend(static_cast<WorkUnits>(order.size() / 2));
    std::size_t chosen = order[0];
    Millimetres below = state_.threshold(state_.pool[chosen].trailhead);
    if (++windows_ % static_cast<int>(state_.schedule.window_other) == 0 && order.size() > 1) {
      chosen = order[1 + state_.dice.below(std::min(near_the_best, order.size() - 1))];
      const Millimetres own = state_.pool[chosen].walk.penalty;
      below = own > state_.target.length ? unreachable : own;
    }
    const std::size_t trailhead = state_.pool[chosen].trailhead;
    const Millimetres before = state_.answers.threshold();
    ExactSearch::Found found =
        exact_.search_within(trailhead, surroundings(state_.pool[chosen].walk.arcs), below, limits);
    const bool better = !found.walk.empty();
    if (better) walks_.add(trailhead, std::move(found.walk));
    idle = better || state_.answers.threshold() < before ? 0 : idle + 1;
  }
}

}  // namespace loopgenie
