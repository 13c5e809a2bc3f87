#include "load_trailheads.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "loop/drive/drive.hpp"
#include "loop/drive/trailheads.hpp"
#include "settings.hpp"
#include "statement.hpp"

namespace loopgenie::pg {
namespace {

// A trailhead no farther than this from the place is there, whatever the roads do.
constexpr double on_the_spot_m = 100;
// Roads looked at first, and how many times more each time: of the nearest ones usually all but a
// few lead somewhere.
constexpr std::size_t first_roads = 8;
constexpr std::size_t times_more_roads = 4;
constexpr double degree_m = 110'000;  // of latitude, at least

struct NearRoads {
  std::optional<RoadSnap> snap;  // the nearest that leads to a trailhead
  double seen_m;                 // no other road is nearer than that
};

// Among the first ones of the index, which knows nearness only in degrees.
NearRoads look_at_roads(const NetworkTables& tables, const Roads& roads, const Place& place,
                        std::size_t most) {
  Statement statement(
      tables,
      "SELECT near.source::bigint, near.target::bigint, near.length_m::double precision,"
      "       near.oneway, snap.fraction, snap.gap_m, near.degrees"
      "  FROM (SELECT r.id, r.source, r.target, r.length_m, r.oneway, r.geom,"
      "               loopgenie.degrees_apart(r.geom, loopgenie.place_point($1, $2)) AS degrees"
      "          FROM {road} r"
      "         ORDER BY loopgenie.degrees_apart(r.geom, loopgenie.place_point($1, $2)) LIMIT " +
          std::to_string(most) +
          ") AS near, loopgenie.snap_to_road($1, $2, near.geom) AS snap"
          " ORDER BY snap.gap_m, near.id");
  statement.with(place.lat).with(place.lon);
  const Rows rows = statement.run();
  NearRoads near{std::nullopt, std::numeric_limits<double>::infinity()};
  double farthest_degrees = 0;
  for (std::uint64_t i = 0; i < rows.size(); ++i) {
    const Row row = rows[i];
    farthest_degrees = std::max(farthest_degrees, row.real(7));
    const RoadSnap snap{
        {row.integer(1), row.integer(2), row.real(3), row.flag(4)}, row.real(5), row.real(6)};
    if (!near.snap && leads_to_trailhead(roads, snap)) near.snap = snap;
  }
  if (rows.size() == most) {
    constexpr double radians = 3.14159265358979323846 / 180;
    near.seen_m = farthest_degrees * degree_m * std::cos(place.lat * radians);
  }
  return near;
}

// The nearest road from which some trailhead can be reached: islands of the map and one-way traps
// are passed over. Nothing where no road within the drive leads to any, or where the table, unlike
// what is prepared from it, shows none: a view may answer as it likes.
std::optional<RoadSnap> snap_to_road(const NetworkTables& tables, const Roads& roads,
                                     const PlaceAsked& place) {
  if (!roads.leads_anywhere()) return std::nullopt;
  for (std::size_t most = first_roads;; most *= times_more_roads) {
    const NearRoads near = look_at_roads(tables, roads, place.point, most);
    const double enough_m = near.snap ? near.snap->gap_m : place.drive_m;
    if (near.seen_m >= enough_m || most > roads.lane_count()) return near.snap;
  }
}

}  // namespace

std::vector<ReachableTrailhead> load_trailheads(const NetworkTables& tables, const Network& network,
                                                const PlaceAsked& place) {
  const Roads& roads = network.roads();
  Effort effort(unlimited_effort, poll_interrupts);
  if (roads.empty()) {
    return trailheads_within(network, place.point, place.drive_m, settings::drive_detour, effort);
  }
  std::optional<Drive> drive;
  if (const std::optional<RoadSnap> snap = snap_to_road(tables, roads, place)) {
    drive.emplace(roads, *snap, place.drive_m, effort);
  }
  std::vector<ReachableTrailhead> trailheads;
  for (ReachableTrailhead trailhead :
       trailheads_within(network, place.point, place.drive_m, 1, effort)) {
    const double straight_m = trailhead.drive_m;
    trailhead.drive_m = drive && trailhead.road_node_id != no_road
                            ? drive->distance_m(trailhead.road_node_id)
                            : std::numeric_limits<double>::infinity();
    if (trailhead.road_node_id == no_road || straight_m <= on_the_spot_m) {
      trailhead.drive_m = std::min(trailhead.drive_m, straight_m * settings::drive_detour);
    }
    if (trailhead.drive_m <= place.drive_m) trailheads.push_back(trailhead);
  }
  return trailheads;
}

std::vector<ReachableTrailhead> keep_kinds(const NetworkTables& tables,
                                           std::vector<ReachableTrailhead> trailheads,
                                           const std::vector<std::string>& kinds) {
  std::vector<std::int64_t> ids;
  for (const ReachableTrailhead& trailhead : trailheads) ids.push_back(trailhead.id);
  Statement statement(tables,
                      "SELECT t.id::bigint FROM {trailhead} t"
                      " WHERE t.id OPERATOR(pg_catalog.=) ANY ($1)"
                      "   AND t.kind::pg_catalog.text OPERATOR(pg_catalog.=) ANY ($2)");
  statement.with(ids).with(kinds);
  const Rows rows = statement.run();
  std::set<std::int64_t> kept;
  for (std::uint64_t i = 0; i < rows.size(); ++i) kept.insert(rows[i].integer(1));
  const auto is_other = [&](const ReachableTrailhead& trailhead) {
    return kept.count(trailhead.id) == 0;
  };
  trailheads.erase(std::remove_if(trailheads.begin(), trailheads.end(), is_other),
                   trailheads.end());
  return trailheads;
}

}  // namespace loopgenie::pg
