// How the effort of a search is laid out. The search goes in rounds, each larger than the one
// before; every round gives each way of searching a share of its units, and the search ends where
// it has proof or where more rounds gain nothing.
//
// test/bench/tune.sh prints what becomes of scores and times where a field is changed.
#pragma once

#include <algorithm>
#include <cmath>

#include "loop/base/units.hpp"

namespace loopgenie {

// Units are work units where nothing else is said; "share" is a share of the asked length.
struct SearchSchedule {
  // ---- Rounds. Longer hikes than usual have more in reach: all units grow with them.
  double first_round = 60'000;   // a few milliseconds: most requests near towns end within it
  double round_growth = 1.5;     // less wastes rounds on overhead, more overshoots the end
  double cap = 6'000'000;        // so that nothing usual takes longer than 150 ms
  double scale_from_miles = 23;  // the longest hike that is usual for a day
  double for_any_days = 6;       // times the usual effort, where no loop of several days is found
  double most = 120'000'000;     // what is spent unasked at most, some seconds: from 170 miles on

  // ---- The end, whichever comes first.
  double proof_gap = 0.0045;          // share: what is left open counts as proven below 0.005
  double least_patience = 1'600'000;  // units without a gain before the search gives up
  double patience = 2.5;              // the same, as a multiple of the units at the last gain
  double wide_gap = 0.03;             // share: the patience grows where the gap is wider,
  double most_patience = 3;           // up to so many times
  double gain = 0.002;                // share: less than this is no gain
  double idle_round = 0.1;            // of its units: a round that spends less had nothing to do,
  double most_idle = 3;               // and so many of them in a row are the end

  // ---- Shares of a round.
  double explore = 0.35;        // first looks at trailheads
  double improve = 0.20;        // span replacement: local, and soon stuck
  double merge = 0.40;          // in each slice: gains most for its units
  double windows = 0.15;        // in each slice
  double prove = 0.30;          // exact passes
  double camp_ways = 0.20;      // in each slice, where several days are asked for
  double days = 0.20;           // exact search of several days
  double improve_first = 0.60;  // where there is no loop yet
  double prove_first = 1.0;     // the same: where loops are rare, exact passes find them
  double fading = 0.6;          // a part that gained nothing gets so much less the next time,
  double faintest = 0.2;        // but never less than this
  double slices = 2;            // count: improving and merging take turns
  double most_tries = 8;        // times in a row that a way of searching may gain nothing

  // ---- Exploring.
  double sure_rounds = 4;      // count: each looks at one new trailhead, however little it has
  double surely_above = 0.05;  // share: no answer is expected to be nearer to the likely loss
  double most_above = 0.1;     // share: nor farther than twice of it, up to this
  double short_steps =
      70'000;                // units kept for a walk by short steps, where a first look finds none
  double least_look = 0.25;  // of what is left: for that look all the same
  double first_improvement =
      20'000;                  // for the first walk: the better it is, the less there is to see
  double walks_explored = 6;   // count: the cheapest walks of a trailhead
  double chain_gap = 0.1;      // share: above it walks are strung together
  double chain_links = 4;      // count
  double chain_length = 0.9;   // share: long enough
  double chained_at_once = 2;  // trailheads
  double transferred = 3;      // count: of the best walks, to other trailheads on them,
  double transferred_to = 4;   // so many each
  double divert_gap = 0.01;    // share: above it walks are sought that keep off the best one
  double walks_diverted = 3;   // count
  double diverted_parts = 3;   // of the best walk, each kept off in turn, and now and then all

  // ---- Improving.
  double worth_improving = 0.001;  // share: above the bound
  double least_change = 50;        // units: what spends less had nothing to change
  double patience_spans = 16;      // count: changes in a row that do not help
  double retry_penalty = 0.02;     // share: a walk that was tried counts as so much worse each time
  double worse_steps = 0.01;       // share: what a retry may lose on its way, at first
  double worse_most = 4;           // times as much, before it begins anew

  // ---- Merging and windows: small exact searches.
  double merge_walks = 10;  // count: of the pool
  double merge_labels = 150;
  double merge_width = 10;  // nodes of the frontier
  double merge_corridors = 120;
  double merge_loss = 0.0005;    // share: labels so near to each other are one
  double merge_others = 60;      // count: a shuffled merge takes its walks from so many of the best
  double merge_elsewhere = 3;    // every so manieth of these is at the second best trailhead
  double window_corridors = 40;  // beside the walk
  double window_labels = 100;
  double window_width = 9;
  double window_other = 3;        // every so manieth is around another walk than the best,
  double window_others = 12;      // count: one of these
  double worth_widening = 0.001;  // share: with less left open no window is worth its effort

  // ---- Alternatives. Each may spend a part of what the best loop may.
  double alternative_part = 0.25;
  double alternative_explore = 0.33;  // of that
  double alternative_looks = 12;      // trailheads
  double rounds_for_rivals = 2;       // count: where the best loop walks beside itself

  // ---- Exact passes.
  double first_proof_round = 3;   // count: before it better loops are found sooner than proofs
  double again_below = 0.7;       // a trailhead is tried again when its gap is so much smaller
  double all_but_reached = 0.01;  // share: a bound so near to the answer is worth more corridors:
  double most_corridors = 800;    // that a pass takes on then
  double exact_edges = 40;        // so few are searched with all spurs and
  double exact_labels = 20'000;   // so many labels: that is all of them
  double finding_loss = 0.0001;   // share: labels so near to each other are one,
  double proof_loss = 0.0005;     // and where better loops only have to be excluded
  double small_network = 40;      // corridors: so small a network is solved before anything else

  // ---- Several days, exactly.
  double days_effort = 20'000'000;  // units: on a small network
  double days_corridors = 60;       // in a larger one: at a trailhead with no more in question
};

// One way to search exactly all that is in reach of a trailhead.
struct ExactPass {
  std::size_t labels;       // kept between two steps: few find most of what is better
  std::uint32_t around;     // corridors seen by a look: with more it is not tried, and with more
  std::uint32_t corridors;  // left of them it ends, unless the bound is all but reached
  bool spurs;               // dead ends and turning round are tried: where little is left
  bool proves;              // looks only for what is better by more than a proof may leave open
  int first_round = 0;
  double gap = 0;               // share: by which the bound must be open
  std::size_t tries = 1;        // at trailheads that stay open
  bool connected = false;       // bounds by connection first: see connected_bound.hpp; then
  std::size_t most_labels = 0;  // labels are kept up to so many,
  std::size_t more_labels = 1;  // so many times as many each time
};

// Passes that look for better loops in the course of the rounds.
constexpr ExactPass finding_passes[] = {
    {300, 400, 150, false, false, 0, 0.001, 3},
    {300, 150, 150, true, false, 0, 0.005, 3},
};
constexpr std::size_t finding_pass_count = sizeof finding_passes / sizeof finding_passes[0];

// Of all that there is in a small network, with spurs and every label.
constexpr ExactPass small_pass{20'000, 40, 40, true, false};
// Of alternatives no bound is asked for.
constexpr ExactPass alternative_pass{300, 60, 60, true, false};

// One after the other at the trailhead that holds back the bound of the request: a quick one in the
// course of the rounds, a thorough one with all the effort that they leave.
constexpr ExactPass proof_passes[] = {
    {300, 400, 150, false, true, 3},
    {1'000, 1200, 800, false, true, 3, 0, 1, true, 16'000, 4},
};
constexpr std::size_t proof_pass_count = sizeof proof_passes / sizeof proof_passes[0];

// By how much more than usual is in reach of so long a hike.
inline double length_scale(Millimetres asked, const SearchSchedule& schedule) {
  const double usual_m = schedule.scale_from_miles * metres_per_mile;
  return std::pow(std::max(1.0, to_metres(asked) / usual_m), 1.5);
}

}  // namespace loopgenie
