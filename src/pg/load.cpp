#include "load.hpp"

#include "settings.hpp"
#include "statement.hpp"

namespace loopgenie::pg {
namespace {

// The kind that loopgenie.build_network gives to the nodes of a component without dead ends.
const char* const stand_in_kind = "nearest";

// Trailheads inside the drive; $1 lat, $2 lon, $3 drive in metres, $4 detour. The box narrows
// by index, the geodesic decides.
std::string starts_sql(const NetworkTables& tables) {
  return "SELECT t.id::bigint, t.node_id::bigint, d.drive_m,"
         "       t.kind::text IS NOT DISTINCT FROM '" + std::string(stand_in_kind) + "' AS stand_in,"
         "       t.geom"
         "  FROM " + tables["trailhead"] + " t,"
         "  LATERAL (SELECT loopgenie.geodesic_m($1, $2, t.geom) * $4 AS drive_m) d"
         "  WHERE loopgenie.boxes_meet(t.geom,"
         "                             loopgenie.grown_box(loopgenie.point_at($1, $2), $3 / $4))"
         "    AND d.drive_m <= $3";
}

// Both kinds of row share their columns:
//   trailhead: false, id, node_id, (0), drive in metres, (0), stand-in
//   edge:      true, id, source, target, length_m, appeal, (false)
std::string surroundings_sql(const NetworkTables& tables, const std::string& edge_filter) {
  return "WITH start AS MATERIALIZED (" + starts_sql(tables) + ") "
         "SELECT false, id, node_id, 0::bigint, drive_m, 0::float8, stand_in FROM start "
         "UNION ALL "
         "(SELECT true, e.id::bigint, e.source::bigint, e.target::bigint, e.length_m::float8,"
         "        e.appeal::float8, false"
         "   FROM " + tables["edge"] + " e " + edge_filter + ")";
}

Surroundings read(Statement& statement) {
  const std::uint64_t most = static_cast<std::uint64_t>(settings::max_edges);
  SPITupleTable* const table = statement.run();
  Surroundings around;
  for (std::uint64_t i = 0; i < table->numvals; ++i) {
    const Row row(table, i);
    if (!row.flag(1)) {
      around.starts.push_back(Start{row.integer(2), row.integer(3), row.real(5), row.flag(7)});
      continue;
    }
    if (around.edges.size() == most) {
      throw Error(ErrorKind::resource_cap,
                  "more than " + std::to_string(most) + " trail edges are in reach",
                  "Ask for a shorter hike or drive, or raise loopgenie.max_edges.");
    }
    around.edges.push_back(
        EdgeRow{row.integer(2), row.integer(3), row.integer(4), row.real(5), row.real(6)});
  }
  return around;
}

}  // namespace

Surroundings load_surroundings(const NetworkTables& tables, const Place& place, double longest_m) {
  Statement statement(surroundings_sql(
      tables,
      ", (SELECT loopgenie.grown_box(loopgenie.extent_of(array_agg(geom)), $5) AS box FROM start) b"
      " WHERE loopgenie.boxes_meet(e.geom, b.box) LIMIT $6"));
  statement.with(place.lat).with(place.lon).with(place.drive_m).with(settings::drive_detour)
      .with(longest_m / 2).with(static_cast<std::int64_t>(settings::max_edges) + 1);
  return read(statement);
}

Surroundings load_trailheads(const NetworkTables& tables, const Place& place) {
  Statement statement(surroundings_sql(
      tables, "WHERE EXISTS (SELECT FROM start WHERE stand_in) AND e.source IN (SELECT node_id FROM " +
                  tables["trailhead"] + " WHERE kind::text = '" + stand_in_kind + "')"));
  statement.with(place.lat).with(place.lon).with(place.drive_m).with(settings::drive_detour);
  return read(statement);
}

}  // namespace loopgenie::pg
