#include "load_trailheads.hpp"

#include <optional>

#include "loop/drive/drive.hpp"
#include "loop/drive/trailheads.hpp"
#include "settings.hpp"
#include "statement.hpp"

namespace loopgenie::pg {
namespace {

// The index knows nearness only in degrees, so the nearest of its first 32 is taken. None where
// the table, unlike what is prepared from it, shows no road: a view may answer as it likes.
std::optional<RoadSnap> snap_to_road(const NetworkTables& tables, const Place& place) {
  Statement statement(
      tables,
      "SELECT near.source::bigint, near.target::bigint, near.length_m::double precision,"
      "       near.oneway, snap.fraction, snap.gap_m"
      "  FROM (SELECT * FROM {road} r"
      "         ORDER BY loopgenie.degrees_apart(r.geom, loopgenie.place_point($1, $2)) LIMIT 32)"
      "    AS near, loopgenie.snap_to_road($1, $2, near.geom) AS snap"
      " ORDER BY snap.gap_m, near.id LIMIT 1");
  statement.with(place.lat).with(place.lon);
  const Rows rows = statement.run();
  const std::optional<Row> row = rows.first();
  if (!row) return std::nullopt;
  return RoadSnap{
      {row->integer(1), row->integer(2), row->real(3), row->flag(4)}, row->real(5), row->real(6)};
}

}  // namespace

std::vector<ReachableTrailhead> load_trailheads(const NetworkTables& tables, const Network& network,
                                                const PlaceAsked& place) {
  if (network.roads().empty()) {
    return trailheads_within(network, place.point, place.drive_m, settings::drive_detour);
  }
  Effort effort(unlimited_effort, poll_interrupts);
  const std::optional<RoadSnap> snap = snap_to_road(tables, place.point);
  if (!snap) return {};
  const Drive drive(network.roads(), *snap, place.drive_m, effort);
  std::vector<ReachableTrailhead> trailheads;
  for (ReachableTrailhead trailhead : trailheads_within(network, place.point, place.drive_m, 1)) {
    trailhead.drive_m = trailhead.road_node_id == no_road
                            ? trailhead.drive_m * settings::drive_detour
                            : drive.distance_m(trailhead.road_node_id);
    if (trailhead.drive_m <= place.drive_m) trailheads.push_back(trailhead);
  }
  return trailheads;
}

}  // namespace loopgenie::pg
