#include "load_roads.hpp"

#include <optional>
#include <unordered_map>

#include "../loop/drive.hpp"
#include "../loop/trailheads.hpp"
#include "settings.hpp"
#include "statement.hpp"

namespace loopgenie::pg {
namespace {

struct Roads {
  std::vector<RoadRow> rows;
  std::optional<RoadSnap> snap;                           // none: the network has no roads
  std::unordered_map<std::int64_t, std::int64_t> access;  // road node by trailhead
};

// Three kinds of row share their columns; $1 lat, $2 lon, $3 drive in metres:
//   0 road:      source, target, length_m, oneway
//   1 nearest:   the same, and fraction, gap_m
//   2 trailhead: id, road_node_id
// The index knows nearness only in degrees, so the nearest of its first 32 is taken.
std::string roads_sql(const NetworkTables& tables) {
  const std::string road = tables["road"];
  return "WITH box AS MATERIALIZED (SELECT loopgenie.drive_box($1, $2, $3) AS box) "
         "SELECT 0::bigint, r.source::bigint, r.target::bigint, r.length_m::float8, r.oneway,"
         "       0::float8, 0::float8 "
         "FROM box, " +
         road +
         " r WHERE loopgenie.boxes_meet(r.geom, box.box) "
         "UNION ALL "
         "(SELECT 1, near.source::bigint, near.target::bigint, near.length_m::float8, near.oneway,"
         "        snap.fraction, snap.gap_m "
         " FROM (SELECT * FROM " +
         road +
         " r"
         "       ORDER BY loopgenie.degrees_apart(r.geom, loopgenie.place_point($1, $2)) LIMIT 32)"
         "   AS near, loopgenie.snap_to_road($1, $2, near.geom) AS snap"
         " ORDER BY snap.gap_m, near.id LIMIT 1) "
         "UNION ALL "
         "SELECT 2, t.id::bigint, t.road_node_id::bigint, 0, false, 0, 0 "
         "FROM box, " +
         tables["trailhead"] +
         " t "
         "WHERE t.road_node_id IS NOT NULL AND loopgenie.boxes_meet(t.geom, box.box)";
}

Roads load_roads(const NetworkTables& tables, const PlaceAsked& place) {
  Roads roads;
  if (!tables.has("road")) return roads;
  Statement statement(roads_sql(tables));
  statement.with(place.point.lat).with(place.point.lon).with(place.drive_m);
  SPITupleTable* const table = statement.run();
  for (std::uint64_t i = 0; i < table->numvals; ++i) {
    const Row row(table, i);
    if (row.integer(1) == 2) {
      roads.access.emplace(row.integer(2), row.integer(3));
      continue;
    }
    const RoadRow road{row.integer(2), row.integer(3), row.real(4), row.flag(5)};
    if (row.integer(1) == 0) {
      roads.rows.push_back(road);
    } else {
      roads.snap = RoadSnap{road, row.real(6), row.real(7)};
    }
  }
  call([&] { SPI_freetuptable(table); });
  return roads;
}

}  // namespace

std::vector<Start> load_starts(const NetworkTables& tables, const Network& network,
                               const PlaceAsked& place) {
  const Roads roads = load_roads(tables, place);
  if (!roads.snap) {
    return trailheads_within(network, place.point, place.drive_m, settings::drive_detour);
  }
  Effort effort(unlimited_effort, poll_interrupts);
  const Drive drive(roads.rows, *roads.snap, place.drive_m, effort);
  std::vector<Start> starts;
  for (Start start : trailheads_within(network, place.point, place.drive_m, 1)) {
    const auto access = roads.access.find(start.trailhead_id);
    start.drive_m = access == roads.access.end() ? start.drive_m * settings::drive_detour
                                                 : drive.distance_m(access->second);
    if (start.drive_m <= place.drive_m) starts.push_back(start);
  }
  return starts;
}

}  // namespace loopgenie::pg
