#include "notice.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <tuple>

#include "loop/shortest_by_vias.hpp"
#include "load_trailheads.hpp"
#include "statement.hpp"

namespace loopgenie::pg {
namespace {

constexpr double farther_than_any_drive_m = 1e9;

std::string rounded(double value) {
  char text[32];
  snprintf(text, sizeof text, "%.1f", value);
  return text;
}

std::string name_trailhead(const NetworkTables& tables, std::int64_t id) {
  Statement statement(tables,
                      "SELECT coalesce(nullif(t.name::pg_catalog.text, ''), 'a nameless one')"
                      "  FROM {trailhead} t WHERE t.id OPERATOR(pg_catalog.=) $1");
  statement.with(id);
  const Rows rows = statement.run();
  const std::optional<Row> row = rows.first();
  return row ? row->string(1) : "a nameless one";
}

bool has_row(const NetworkTables& tables, const std::string& sql) {
  Statement statement(tables, sql);
  return statement.run().size() > 0;
}

// The most frequent first: 12 of kind bus_stop, 3 without a kind.
std::string count_kinds(const NetworkTables& tables,
                        const std::vector<ReachableTrailhead>& trailheads) {
  std::vector<std::int64_t> ids;
  for (const ReachableTrailhead& trailhead : trailheads) ids.push_back(trailhead.id);
  Statement statement(tables,
                      "SELECT pg_catalog.count(*)::pg_catalog.text,"
                      "       CASE WHEN k.kind OPERATOR(pg_catalog.<>) ''"
                      "            THEN pg_catalog.concat(' of kind ', k.kind)"
                      "            ELSE ' without a kind' END"
                      "  FROM (SELECT t.kind::pg_catalog.text AS kind FROM {trailhead} t"
                      "         WHERE t.id OPERATOR(pg_catalog.=) ANY ($1)) AS k"
                      " GROUP BY k.kind ORDER BY pg_catalog.count(*) DESC, k.kind LIMIT 5");
  statement.with(ids);
  const Rows rows = statement.run();
  std::string counted;
  for (std::uint64_t i = 0; i < rows.size(); ++i) {
    counted += (i == 0 ? "" : ", ") + rows[i].string(1) + rows[i].string(2);
  }
  return counted;
}

}  // namespace

void notice(const std::string& message, const std::string& hint) {
  const char* const text = message.c_str();
  const char* const advice = hint.c_str();
  call([&] { ereport(NOTICE, (errmsg("%s", text), errhint("%s", advice))); });
}

std::string rounded_score(double score) {
  char text[32];
  snprintf(text, sizeof text, "%.3f", score);
  return text;
}

void notice_no_trailhead(const NetworkTables& tables, const Network& network, PlaceAsked place) {
  if (network.trailheads().size() == 0) {
    notice("the network has no trailheads",
           "Add rows to its table trailhead, or build or import it from more places to start.");
    return;
  }
  Effort effort(unlimited_effort, poll_interrupts);
  const std::size_t straight =
      trailheads_within(network, place.point, place.drive_m, 1, effort).size();
  const std::string within =
      "no trailhead within " + rounded(place.drive_m / 1000) + " km of driving" +
      (straight > 0 ? " (" + std::to_string(straight) + " as the crow flies); " : "; ");
  place.drive_m = farther_than_any_drive_m;
  const std::vector<ReachableTrailhead> trailheads = load_trailheads(tables, network, place);
  if (trailheads.empty()) {
    notice(within + "no road leads to any",
           "Name a place at a trailhead, or join the trailheads to the network's roads.");
    return;
  }
  const ReachableTrailhead& nearest =
      *std::min_element(trailheads.begin(), trailheads.end(),
                        [](const ReachableTrailhead& a, const ReachableTrailhead& b) {
                          return std::tie(a.drive_m, a.id) < std::tie(b.drive_m, b.id);
                        });
  notice(within + "the nearest, " + name_trailhead(tables, nearest.id) + ", is " +
             rounded(nearest.drive_m / 1000) + " km away",
         "Raise drive_km, or name a place nearer to the trails.");
}

// Nothing where it is known that there is no loop.
std::string found_within(const Plan& plan, const EffortAllowed& effort) {
  if (plan.proven_none) return "";
  return " was found within an effort of " + std::to_string(effort.units) + " that";
}

std::string or_more_effort(const Plan& plan, const EffortAllowed& effort) {
  if (plan.proven_none) return "";
  if (effort.by_setting) return " There may be one: loopgenie.max_effort allows no more effort.";
  return " There may be one: raise effort" +
         (effort.units < effort.usual ? " (the usual one is " + std::to_string(effort.usual) + ")."
                                      : ".");
}

// Of a loop that could be walked, but not in such days.
void notice_no_camp(const std::string& asked, const Plan& plan, const HikeAsked& hike,
                    const DayLimits& limits, const EffortAllowed& effort) {
  const Plan::Undivided& loop = *plan.undivided;
  const double longest_m = to_metres(hike.in_hours() ? limits.most_toil : limits.longest);
  const bool too_long = loop.day_counted_m > longest_m;
  const std::string missing =
      too_long ? "no camp between mile " + rounded(loop.day_from_m / metres_per_mile) +
                     " and mile " + rounded(loop.day_to_m / metres_per_mile) +
                     " of the best one; the longest day would be " + hike.print(loop.day_counted_m)
               : "the camps of the best one make days that are too hard, or too short";
  const std::string hint =
      too_long ? "Raise " + std::string(hike.in_hours() ? "max_day_hours" : "max_day_mi") +
                     ", tolerance or drive_km, change days or camp_kinds, or add to the "
                     "network's table camp."
               : "Raise max_day_hours, tolerance or drive_km, or change days or camp_kinds.";
  notice(asked + found_within(plan, effort) + " has a camp for each night: " + missing +
             "; without camps the best takes " + hike.print(loop.counted_m) + " and scores " +
             rounded_score(loop.score),
         hint + or_more_effort(plan, effort));
}

void notice_via(const Plan& plan, const std::string& asked, const HikeAsked& hike) {
  const std::string place =
      plan.via ? "point " + std::to_string(*plan.via + 1) + " of via" : "all points of via";
  notice(
      asked + " comes by " + place +
          (plan.nearest_m > 0 ? "; the shortest walk that does takes " + hike.print(plan.nearest_m)
                              : ": no way of up to " + hike.print(sought_by_vias * hike.length_m) +
                                    " leads there"),
      "Raise " + std::string(hike.argument()) + " or drive_km, or leave the point out.");
}

void notice_no_loop(const Plan& plan, const HikeAsked& hike, const DayLimits& limits,
                    const EffortAllowed& effort) {
  const std::string asked =
      "no loop of about " + hike.print(hike.length_m) + " from the trailheads within the drive";
  const std::string argument = hike.argument();
  switch (plan.shortfall) {
    case Shortfall::none:
      return;
    case Shortfall::no_trail:
      notice(asked + ": no trail touches them", "Raise drive_km.");
      return;
    case Shortfall::too_short:
      notice(asked + "; the shortest there is takes " + hike.print(plan.nearest_m),
             "Raise " + argument + ".");
      return;
    case Shortfall::too_long:
      notice(asked + "; walking every trail there and back takes " + hike.print(plan.nearest_m),
             "Lower " + argument + ", or raise drive_km.");
      return;
    case Shortfall::via_too_far:
      return notice_via(plan, asked, hike);
    case Shortfall::no_camp:
      return notice_no_camp(asked, plan, hike, limits, effort);
    case Shortfall::limits:
      notice(asked + found_within(plan, effort) + " keeps the limits" +
                 (plan.nearest_m > 0 ? "; the nearest in length takes " + hike.print(plan.nearest_m)
                                     : ""),
             "Raise tolerance, max_repeat or drive_km, or change " + argument + "." +
                 or_more_effort(plan, effort));
      return;
  }
}

void notice_climb(const Plan& unlimited, const HikeAsked& hike) {
  const std::string asked = "no loop of about " + hike.print(hike.length_m) + " climbs so little";
  const PlannedLoop& best = unlimited.loops.front();
  if (std::isnan(best.ascent_m)) {
    notice(asked + " that is known; the climb of the best is not",
           "Leave max_ascent_m out, or fill in edge.ascent_m and descent_m.");
  } else {
    notice(asked + "; the best climbs " + std::to_string(std::lround(best.ascent_m)) + " m",
           "Raise max_ascent_m.");
  }
}

void notice_no_atlas_loop() {
  notice("the atlas has no such loop from the trailheads within the drive",
         "Raise drive_km or max_mi, lower min_mi, or ask plan_loop. What is in the atlas: SELECT "
         "DISTINCT asked_mi FROM its network's table atlas.");
}

void notice_no_start(const NetworkTables& tables, const std::vector<ReachableTrailhead>& trailheads,
                     const std::vector<std::string>& kinds) {
  std::string listed;
  for (const std::string& kind : kinds) listed += (listed.empty() ? "" : ", ") + kind;
  notice("no trailhead within the drive is of the kinds asked for (" + listed + "), but " +
             count_kinds(tables, trailheads),
         "Raise drive_km, or change start_kinds: reachable_trailheads lists what there is.");
}

void notice_without_effect(const NetworkTables& tables, const Request& request) {
  const bool knows_kinds =
      !request.avoid_roads ||
      has_row(tables, "SELECT e.id FROM {edge} e WHERE e.kind IS NOT NULL LIMIT 1");
  if (!knows_kinds) {
    notice("avoid_roads leaves nothing out: no edge of the network has a kind",
           "Name the column of kinds to build_network (kind_column), or fill in edge.kind.");
  }
  const bool knows_difficulties =
      request.max_difficulty == most_difficult ||
      (tables.has("edge", "difficulty") &&
       has_row(tables, "SELECT e.id FROM {edge} e WHERE e.difficulty IS NOT NULL LIMIT 1"));
  if (!knows_difficulties) {
    notice("max_difficulty leaves nothing out: no edge of the network has a difficulty",
           "Name the column of difficulties to build_network (difficulty_column), or fill in "
           "edge.difficulty.");
  }
}

}  // namespace loopgenie::pg
