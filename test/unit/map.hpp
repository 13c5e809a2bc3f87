// Networks drawn as ASCII maps. Nodes are letters; -, |, / and \ connect them; every step of a
// line is 100 m. A line in `appeals` gives another appeal to the edge between two nodes:
//
//   Map map(R"(
//     a---b
//     |   |
//     c---d
//   )");
#pragma once

#include <algorithm>
#include <limits>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "loop/base/error.hpp"
#include "loop/network/network.hpp"
#include "loop/network/start_kinds.hpp"
#include "loop/planner.hpp"
#include "loop/prepare.hpp"

namespace loopgenie::test {

constexpr double step_m = 100;

class Map {
 public:
  explicit Map(const std::string& drawing) {
    std::vector<std::string> rows(1);
    for (const char c : drawing) {
      if (c == '\n') {
        rows.emplace_back();
      } else {
        rows.back() += c;
      }
    }
    for (std::size_t y = 0; y < rows.size(); ++y) {
      for (std::size_t x = 0; x < rows[y].size(); ++x) {
        if (std::isalpha(static_cast<unsigned char>(rows[y][x])) != 0) {
          follow(rows, x, y, 1, 0, '-');
          follow(rows, x, y, 0, 1, '|');
          follow(rows, x, y, 1, 1, '\\');
          follow(rows, x, y, -1, 1, '/');
        }
      }
    }
  }

  // Edges that a drawing cannot show: parallel ones and self-loops.
  Map& add(char from, char to, double length_m, double appeal = 1, double climb_m = 0) {
    rows_.push_back(EdgeRow{static_cast<std::int64_t>(rows_.size()) + 1, from, to, length_m, appeal,
                            climb_m, climb_m});
    return *this;
  }
  // The edges are counted from 1 in the order in which they were drawn or added.
  Map& twin(std::int64_t edge_a, std::int64_t edge_b, double length_m) {
    twins_.push_back(TwinRow{edge_a, edge_b, length_m});
    return *this;
  }
  Map& difficulty(std::int64_t edge, int difficulty) {
    rows_[static_cast<std::size_t>(edge) - 1].difficulty = difficulty;
    return *this;
  }
  // Of an edge from its source to its target.
  Map& climb(std::int64_t edge, double ascent_m, double descent_m) {
    rows_[static_cast<std::size_t>(edge) - 1].ascent_m = ascent_m;
    rows_[static_cast<std::size_t>(edge) - 1].descent_m = descent_m;
    return *this;
  }
  Map& oneway(std::int64_t edge) {
    rows_[static_cast<std::size_t>(edge) - 1].oneway = true;
    return *this;
  }
  Map& trailhead(char node, double drive_m = 0, bool stand_in = false) {
    trailheads_.push_back(ReachableTrailhead{static_cast<std::int64_t>(trailheads_.size()) + 1,
                                             node, drive_m, stand_in});
    return *this;
  }
  // The last one, of a kind in start_kinds.hpp.
  Map& of_kind(const std::string& kind) {
    const auto known = std::find(start_kinds.begin(), start_kinds.end(), kind);
    trailheads_.back().kind_rank = known - start_kinds.begin() + 1;
    return *this;
  }

  // No drive to any trailhead.
  void stay_at_trailheads() {
    for (ReachableTrailhead& trailhead : trailheads_) trailhead.drive_m = 0;
  }
  // Kinds as in camps.hpp; camps are counted from 1.
  Map& camp(char node, std::int64_t kind = 1) {
    camps_.push_back(CampRow{static_cast<std::int64_t>(camps_.size()) + 1, node, kind});
    return *this;
  }

  Network network(LengthsIn lengths = LengthsIn::metres) const {
    Effort effort(unlimited_effort);
    std::vector<TrailheadRow> trailheads;
    for (const ReachableTrailhead& trailhead : trailheads_) {
      trailheads.push_back(TrailheadRow{trailhead.id, trailhead.node_id, 0, 0, trailhead.stand_in});
    }
    return prepare_network(rows_, trailheads, effort, {}, twins_, camps_, lengths);
  }
  const std::vector<EdgeRow>& rows() const { return rows_; }
  const std::vector<CampRow>& camps() const { return camps_; }
  const std::vector<TwinRow>& twins() const { return twins_; }
  const std::vector<ReachableTrailhead>& trailheads() const { return trailheads_; }

  Plan plan(double hike_m, int loops = 1, double tolerance = 0.1, double max_repeat = 0.5,
            double max_ascent_m = std::numeric_limits<double>::infinity(),
            int max_difficulty = most_difficult) const {
    Request request{hike_m, 10'000, loops, tolerance, max_repeat, 100'000'000, max_ascent_m};
    request.max_difficulty = max_difficulty;
    Effort effort(request.effort);
    return plan_loops(network(), trailheads_, request, effort);
  }

 private:
  void follow(const std::vector<std::string>& rows, std::size_t x, std::size_t y, int dx, int dy,
              char line) {
    const char from = rows[y][x];
    double length_m = step_m;
    while (true) {
      x += static_cast<std::size_t>(dx);
      y += static_cast<std::size_t>(dy);
      if (y >= rows.size() || x >= rows[y].size()) return;
      if (std::isalpha(static_cast<unsigned char>(rows[y][x])) != 0) break;
      if (rows[y][x] != line) return;
      length_m += step_m;
    }
    if (length_m > step_m) add(from, rows[y][x], length_m);
  }

  std::vector<EdgeRow> rows_;
  std::vector<ReachableTrailhead> trailheads_;
  std::vector<TwinRow> twins_;
  std::vector<CampRow> camps_;
};

// The nodes of a walk as letters.
inline std::string letters(const PlannedLoop& loop) {
  std::string nodes(1, static_cast<char>(loop.start_node_id));
  for (const WalkedEdge& step : loop.walk) nodes += static_cast<char>(step.to_node_id);
  return nodes;
}

}  // namespace loopgenie::test
