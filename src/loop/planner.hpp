// Plans the best loops over all trailheads of a drive.
//
// Trailheads are taken in the order of a lower bound of their penalty, and the search stops
// when the next bound cannot beat the answer: that carries the proof across trailheads.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "loop/base/effort.hpp"
#include "loop/drive/trailheads.hpp"
#include "loop/network/network.hpp"
#include "loop/search/request.hpp"
#include "loop/search/search_schedule.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {

struct WalkedEdge {
  std::int64_t edge_id;
  std::int64_t to_node_id;
  bool reversed;
};

struct PlannedLoop {
  std::int64_t trailhead_id;
  double drive_m;
  double length_m;
  double repeat_m;
  double beside_m;  // walked within 15 m of itself
  double ascent_m;  // NaN: unknown
  double score;
  bool proven;
  Shape shape;
  std::int64_t start_node_id;
  std::vector<WalkedEdge> walk;
  struct Night {
    std::size_t step;  // edges walked before
    std::int64_t node_id;
    std::optional<std::int64_t> camp_id;
  };
  std::vector<Night> nights;              // of several days
  std::vector<Night> nights_turned = {};  // of the loop walked the other way round
  bool one_way = false;  // the other way round goes against a one-way edge, would climb too much,
                         // or cannot be cut into days
};

// The same loop walked the other way round.
void turn_round(PlannedLoop& loop);

// Why there is no loop.
enum class Shortfall {
  none,
  no_trail,     // no trail at any trailhead
  too_short,    // even the shortest closed walk is longer than asked: nearest_m
  too_long,     // even walking everything twice is shorter than asked: nearest_m
  via_too_far,  // no walk from any trailhead comes by the places asked and back within the length:
                // nearest_m is the shortest that does, where known, and via the place in the way
  no_camp,      // loops exist, but none was found that camps cut into days as they were asked for
  limits        // closed walks exist, but none was found within tolerance and max_repeat
};

struct Plan {
  std::vector<PlannedLoop> loops;  // best first
  double bound = 1;                // no loop of any trailhead scores higher
  Shortfall shortfall = Shortfall::none;
  bool proven_none = true;  // without loops: all was searched, else there may be some
  std::optional<std::size_t> via = std::nullopt;  // nothing where all of them together are too far
  bool met_closed = false;  // else there is the same plan where what the request closes is open
  double nearest_m = 0;     // the length nearest to the asked one, where known, as it counts
  // Without camps: the best loop whatever its days, and the longest of them at the least.
  struct Undivided {
    double score;
    double counted_m;   // its length
    double day_from_m;  // along the loop, in metres
    double day_to_m;
    double day_counted_m;
  };
  std::optional<Undivided> undivided = std::nullopt;
};

// What a request may spend where nothing else is said;
WorkUnits usual_effort(const Request& request, const SearchSchedule& schedule = {});
// in all, where it is of several days and no loop was found by then. Else 0.
WorkUnits usual_effort_for_any(const Request& request, const SearchSchedule& schedule = {});

// Throws Error for a request out of range; whatever effort's poll throws passes through. Spends no
// more than request.effort for the best loop (effort_for_any where that finds none), and a quarter
// of it for each further one, but for a tenth.
Plan plan_loops(const Network& network, const std::vector<ReachableTrailhead>& trailheads,
                const Request& request, Effort& effort, const SearchSchedule& schedule = {});

}  // namespace loopgenie
