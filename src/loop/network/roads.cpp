#include "loop/network/roads.hpp"

#include <algorithm>
#include <utility>

#include "loop/base/error.hpp"
#include "loop/base/fill.hpp"
#include "loop/base/sort.hpp"

namespace loopgenie {

Roads::Roads(const std::vector<RoadRow>& rows, Effort& effort) {
  std::vector<std::int64_t> ids;
  ids.reserve(2 * rows.size());
  for (const RoadRow& road : rows) {
    effort.spend(1);
    if (!(road.length_m >= 0)) {
      throw Error(ErrorKind::broken_network, "a road has a negative length",
                  "Correct length_m in the network's table road, or build the network again.");
    }
    ids.push_back(road.source);
    ids.push_back(road.target);
  }
  sort_unique_polling(ids, effort);
  node_ids_ = std::move(ids);

  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  ends.reserve(rows.size());
  auto first_lane = fill_polling<std::uint32_t>(node_count() + 1, 0, effort);
  for (const RoadRow& road : rows) {
    effort.spend(1);
    ends.emplace_back(find(road.source), find(road.target));
    ++first_lane[ends.back().first + 1];
    if (!road.oneway) ++first_lane[ends.back().second + 1];
  }
  for (std::size_t node = 0; node < node_count(); ++node) {
    effort.poll(1);
    first_lane[node + 1] += first_lane[node];
  }
  std::vector<Lane> lanes = fill_polling(first_lane.back(), Lane{}, effort);
  std::vector<std::uint32_t> next(first_lane.begin(), first_lane.end() - 1);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    effort.spend(1);
    const auto [source, target] = ends[i];
    lanes[next[source]++] = Lane{target, 0, rows[i].length_m};
    if (!rows[i].oneway) lanes[next[target]++] = Lane{source, 0, rows[i].length_m};
  }
  first_lane_ = std::move(first_lane);
  lanes_ = std::move(lanes);
  leads_on_ = std::vector<std::uint8_t>(node_count(), 0);
}

void Roads::mark_ways_to(const std::vector<std::int64_t>& node_ids, Effort& effort) {
  // The lanes turned round.
  auto first_tail = fill_polling<std::uint32_t>(node_count() + 1, 0, effort);
  for (const Lane& lane : lanes_) {
    effort.poll(1);
    ++first_tail[lane.head + 1];
  }
  for (std::size_t node = 0; node < node_count(); ++node) {
    effort.poll(1);
    first_tail[node + 1] += first_tail[node];
  }
  auto tails = fill_polling<std::uint32_t>(lanes_.size(), 0, effort);
  std::vector<std::uint32_t> next(first_tail.begin(), first_tail.end() - 1);
  for (std::uint32_t node = 0; node < node_count(); ++node) {
    effort.poll(1);
    for (const Lane& lane : lanes(node)) tails[next[lane.head]++] = node;
  }

  std::vector<std::uint8_t> leads_on(node_count(), 0);
  std::vector<std::size_t> open;
  const auto mark = [&](std::size_t node) {
    if (node == node_count() || leads_on[node]) return;
    leads_on[node] = 1;
    open.push_back(node);
  };
  for (const std::int64_t id : node_ids) mark(find(id));
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    effort.spend(1 + first_tail[node + 1] - first_tail[node]);
    for (std::uint32_t i = first_tail[node]; i < first_tail[node + 1]; ++i) mark(tails[i]);
  }
  leads_on_ = std::move(leads_on);
}

bool Roads::leads_anywhere() const {
  return std::find(leads_on_.begin(), leads_on_.end(), 1) != leads_on_.end();
}

std::size_t Roads::find(std::int64_t node_id) const {
  const auto found = std::lower_bound(node_ids_.begin(), node_ids_.end(), node_id);
  if (found == node_ids_.end() || *found != node_id) return node_count();
  return static_cast<std::size_t>(found - node_ids_.begin());
}

}  // namespace loopgenie
