// Small multigraphs drawn at random, and the best loop on each by brute force.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "map.hpp"
#include "random.hpp"

namespace loopgenie::test {

struct Case {
  Map map{""};
  double hike_m;
  double tolerance;
  double max_repeat;
  double max_ascent_m;
  int max_difficulty;
  LengthsIn lengths = LengthsIn::metres;
  std::vector<std::int64_t> closed = {};     // edges that may not be walked,
  std::vector<std::int64_t> via_edges = {};  // and what must be come by
  std::vector<std::int64_t> via_nodes = {};

  Plan plan(std::int64_t effort) const {
    Request request{hike_m, 10'000, 1, tolerance, max_repeat, effort, max_ascent_m};
    request.max_difficulty = max_difficulty;
    Effort meter(effort);
    return plan_loops(map.network(lengths), map.trailheads(), request, meter);
  }
};

// Heights at the nodes and humps between them, and some edges whose climb nobody knows: then
// lengths are what a walk takes, 600 m of climb for as much as 4 km.
inline void ask_in_hours(Case& drawn, std::uint64_t seed) {
  Random random(seed);
  std::array<int, 128> height;
  for (int& metres : height) metres = random.below(120);
  std::int64_t edge = 0;
  for (const EdgeRow row : drawn.map.rows()) {
    const int rise =
        height[static_cast<std::size_t>(row.target)] - height[static_cast<std::size_t>(row.source)];
    const int hump = random.below(40);
    const double unknown = std::numeric_limits<double>::quiet_NaN();
    const bool known = random.below(8) > 0;
    drawn.map.climb(++edge, known ? std::max(0, rise) + hump : unknown,
                    known ? std::max(0, -rise) + hump : unknown);
  }
  drawn.hike_m *= 1.5;
  drawn.max_ascent_m = std::numeric_limits<double>::infinity();
  drawn.lengths = LengthsIn::toil;
}

// Few nodes, so that parallel edges and self-loops are common.
inline Case random_case(std::uint64_t seed, int edges, int most_trailheads = 3) {
  Random random(seed);
  Case drawn;
  const int nodes = 2 + random.below(std::max(2, edges - 2));
  for (int i = 0; i < edges; ++i) {
    const double appeal = random.below(2) == 0 ? 1.0 : random.below(11) / 10.0;
    drawn.map.add(static_cast<char>('a' + random.below(nodes)),
                  static_cast<char>('a' + random.below(nodes)), 50 + 10 * random.below(96), appeal,
                  random.below(100));
  }
  const int trailheads = 1 + random.below(most_trailheads);
  for (int i = 0; i < trailheads; ++i) {
    drawn.map.trailhead(static_cast<char>('a' + random.below(nodes)), random.below(10'000));
  }
  drawn.hike_m = 200 + 50 * random.below(80);
  drawn.tolerance = random.below(3) == 0 ? 0.5 : 0.1;
  drawn.max_repeat = random.below(3) == 0 ? random.below(50) / 100.0 : 0.5;
  drawn.max_ascent_m =
      random.below(3) == 0 ? 10 * random.below(60) : std::numeric_limits<double>::infinity();
  drawn.max_difficulty = most_difficult;
  if (random.below(3) == 0) {
    for (int i = 1; i <= edges; ++i) drawn.map.difficulty(i, random.below(most_difficult + 1));
    drawn.max_difficulty = 1 + random.below(most_difficult);
  }
  const int one_way = random.below(3) == 0 ? 1 + random.below(edges) : 0;
  for (int i = 0; i < one_way; ++i) drawn.map.oneway(1 + random.below(edges));
  return drawn;
}

// Closes some edges, and asks for up to three places to come by.
inline void add_wishes(Case& drawn, std::uint64_t seed) {
  Random random(seed + 4321);
  const int edges = static_cast<int>(drawn.map.rows().size());
  const auto some_edge = [&] { return 1 + random.below(edges); };
  for (int i = random.below(3); i > 0; --i) drawn.closed.push_back(some_edge());
  for (int i = random.below(4); i > 0; --i) {
    const EdgeRow& row = drawn.map.rows()[static_cast<std::size_t>(some_edge()) - 1];
    if (random.below(2) == 0) {
      drawn.via_edges.push_back(row.id);
    } else {
      drawn.via_nodes.push_back(random.below(2) == 0 ? row.source : row.target);
    }
  }
}

// All there is to say of a choice of uses, worked out without any of the planner's code.
class BruteForce {
 public:
  explicit BruteForce(const Case& drawn) : case_(drawn), rows_(drawn.map.rows()) {
    for (EdgeRow& row : rows_) {
      const double climb_m = (row.ascent_m + row.descent_m) / 2;
      if (drawn.lengths == LengthsIn::toil && climb_m > 0) row.length_m += climb_m / 600 * 4000;
    }
    uses_.assign(rows_.size(), 0);
    choose(0);
  }
  std::optional<double> best_score() const { return best_; }

 private:
  void choose(std::size_t edge) {
    if (edge < rows_.size()) {
      const bool closed = rows_[edge].difficulty > case_.max_difficulty ||
                          std::count(case_.closed.begin(), case_.closed.end(), rows_[edge].id) > 0;
      const int most = closed ? 0 : 2;
      for (uses_[edge] = 0; uses_[edge] <= most; ++uses_[edge]) choose(edge + 1);
      uses_[edge] = 0;
      return;
    }
    int degree[128] = {};
    int ends[128] = {};
    int parent[128];
    for (int i = 0; i < 128; ++i) parent[i] = i;
    const auto root = [&](int node) {
      while (parent[node] != node) node = parent[node];
      return node;
    };
    double length = 0, repeated = 0, dull = 0, climb = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (uses_[i] == 0) continue;
      const int a = static_cast<int>(rows_[i].source);
      const int b = static_cast<int>(rows_[i].target);
      degree[a] += uses_[i];
      degree[b] += uses_[i];
      ++ends[a];
      ++ends[b];
      parent[root(a)] = root(b);
      length += uses_[i] * rows_[i].length_m;
      repeated += (uses_[i] - 1) * rows_[i].length_m;
      climb += uses_[i] * rows_[i].ascent_m;
      dull += (1 - rows_[i].appeal) * rows_[i].length_m;
    }
    if (length == 0 || std::abs(length - case_.hike_m) > case_.tolerance * case_.hike_m + 1e-9 ||
        repeated > case_.max_repeat * length + 1e-9 || climb > case_.max_ascent_m) {
      return;
    }
    int crossings = 0;
    int component = -1;
    for (int node = 0; node < 128; ++node) {
      if (degree[node] % 2 != 0) return;
      if (ends[node] == 0) continue;
      if (component >= 0 && root(node) != component) return;
      component = root(node);
      crossings += std::max(0, ends[node] / 2 - 1);
    }
    if (!balances(0)) return;
    for (const std::int64_t node : case_.via_nodes) {
      if (ends[node] == 0) return;
    }
    for (const std::int64_t edge : case_.via_edges) {
      if (uses_[static_cast<std::size_t>(edge) - 1] == 0) return;
    }
    for (const ReachableTrailhead& trailhead : case_.map.trailheads()) {
      if (ends[trailhead.node_id] == 0) continue;
      const double score = 1 - (std::abs(length - case_.hike_m) + repeated + dull) / case_.hike_m -
                           0.01 * crossings - 0.05 * trailhead.drive_m / 10'000;
      if (!best_ || score > *best_) best_ = score;
    }
  }

  // Whether directions can be chosen from an edge on, so that every node is left as often as it is
  // entered.
  bool balances(std::size_t edge) {
    if (edge == rows_.size()) {
      return std::all_of(left_.begin(), left_.end(), [](int left) { return left == 0; });
    }
    for (int net = -uses_[edge]; net <= uses_[edge]; net += 2) {
      if (rows_[edge].oneway && net < uses_[edge]) continue;
      left_[static_cast<std::size_t>(rows_[edge].source)] += net;
      left_[static_cast<std::size_t>(rows_[edge].target)] -= net;
      const bool found = balances(edge + 1);
      left_[static_cast<std::size_t>(rows_[edge].source)] -= net;
      left_[static_cast<std::size_t>(rows_[edge].target)] += net;
      if (found) return true;
    }
    return false;
  }

  const Case& case_;
  std::vector<EdgeRow> rows_;
  std::vector<int> uses_;
  std::array<int, 128> left_{};  // by node: less how often it is entered
  std::optional<double> best_;
};

}  // namespace loopgenie::test
