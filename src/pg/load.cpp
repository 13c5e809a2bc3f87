#include "load.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "loop/network/start_kinds.hpp"
#include "loop/prepare.hpp"
#include "settings.hpp"
#include "statement.hpp"

namespace loopgenie::pg {
namespace {

// A unit of effort is about one edge looked at; to read a row takes a few times as long.
constexpr std::int64_t units_per_row = 10;

enum Kind : std::int64_t { trailhead, edge, road, twin, camp };

// Five kinds of row share their columns:
//   trailhead: id, node_id, road_node_id, latitude, longitude, two unused, stand-in, false, rank
//   edge:      id, source, target, length_m, appeal, ascent, descent, is a road, oneway, difficulty
//   road:      0, source, target, length_m, 0, 0, 0, false, oneway
//   twin:      0, edge_a, edge_b, length_m
//   camp:      id, node_id, number of its kind
// A trailhead of kind nearest stands for a component without dead ends: see build_network.
// Edges made by hand may lack the columns oneway and difficulty.
std::string network_sql(const NetworkTables& tables) {
  const std::string road_node = tables.has("road") ? "coalesce(t.road_node_id::bigint, $2)" : "$2";
  const std::string oneway = tables.has("edge", "oneway") ? "coalesce(e.oneway, false)" : "false";
  const std::string difficulty =
      tables.has("edge", "difficulty") ? "coalesce(e.difficulty::integer, 0)::bigint" : "0";
  std::string sql =
      "SELECT 0::bigint AS kind, t.id::bigint AS id, t.node_id::bigint AS source, " + road_node +
      " AS target, loopgenie.latitude(t.geom) AS \"length_m or geom\","
      " loopgenie.longitude(t.geom) AS \"appeal or geom\","
      " 0::double precision AS ascent_m, 0::double precision AS descent_m,"
      " coalesce(t.kind::pg_catalog.text OPERATOR(pg_catalog.=) 'nearest', false)"
      "   AS \"stand-in or road\","
      " false AS oneway,"
      " coalesce(pg_catalog.array_position("
      "            $4, t.kind::pg_catalog.text), 6)::bigint AS \"difficulty or rank\""
      "  FROM {trailhead} t "
      "UNION ALL "
      "(SELECT 1, e.id::bigint, e.source::bigint, e.target::bigint, e.length_m::double precision,"
      "        e.appeal::double precision, coalesce(e.ascent_m::double precision, 'NaN'),"
      "        coalesce(e.descent_m::double precision, 'NaN'),"
      "        loopgenie.is_road(e.kind::pg_catalog.text), " +
      oneway + ", " + difficulty + " FROM {edge} e LIMIT $1)";
  if (tables.has("road")) {
    sql +=
        " UNION ALL "
        "(SELECT 2, 0, r.source::bigint, r.target::bigint, r.length_m::double precision, 0, 0, 0,"
        "        false, r.oneway, 0"
        "   FROM {road} r LIMIT $1)";
  }
  if (tables.has("twin")) {
    sql +=
        " UNION ALL "
        "(SELECT 3, 0, w.edge_a::bigint, w.edge_b::bigint, w.length_m::double precision, 0, 0, 0,"
        "        false, false, 0"
        "   FROM {twin} w LIMIT $1)";
  }
  if (tables.has("camp")) {
    sql +=
        " UNION ALL "
        "(SELECT 4, c.id::bigint, coalesce(c.node_id::bigint, $2),"
        "        coalesce(pg_catalog.array_position($3, c.kind::pg_catalog.text), 1)::bigint - 1,"
        "        0, 0, 0, 0, false, false, 0"
        "   FROM {camp} c LIMIT $1)";
  }
  return sql;
}

struct NetworkRows {
  std::vector<EdgeRow> edges;
  std::vector<TrailheadRow> trailheads;
  std::vector<RoadRow> roads;
  std::vector<TwinRow> twins;
  std::vector<CampRow> camps;
};

// One more than the most of each kind, if there are so many.
NetworkRows read_rows(const NetworkTables& tables, std::uint64_t most, Effort& effort) {
  Statement statement(tables, network_sql(tables));
  statement.with(static_cast<std::int64_t>(most) + 1)
      .with(no_road)
      .with(camp_kinds)
      .with(start_kinds);
  NetworkRows network;
  statement.run_each([&](const Row& row) {
    effort.spend(units_per_row);
    switch (row.integer(1)) {
      case Kind::trailhead:
        network.trailheads.push_back(TrailheadRow{row.integer(2), row.integer(3), row.real(5),
                                                  row.real(6), row.flag(9), row.integer(4),
                                                  row.integer(11)});
        break;
      case Kind::edge:
        network.edges.push_back(EdgeRow{
            row.integer(2), row.integer(3), row.integer(4), row.real(5), row.real(6), row.real(7),
            row.real(8), static_cast<std::int32_t>(row.integer(11)), row.flag(9), row.flag(10)});
        break;
      case Kind::road:
        network.roads.push_back(RoadRow{row.integer(3), row.integer(4), row.real(5), row.flag(10)});
        break;
      case Kind::camp:
        network.camps.push_back(CampRow{row.integer(2), row.integer(3), row.integer(4)});
        break;
      default:
        network.twins.push_back(TwinRow{row.integer(3), row.integer(4), row.real(5)});
    }
  });
  return network;
}

// Not a matter of the search, but what it finds could not be drawn. (Trailheads' coordinates are
// asked for above.)
void require_degrees(const NetworkTables& tables) {
  for (const std::string table : {"edge", "road", "camp"}) {
    if (!tables.has(table)) continue;
    Statement statement(tables, "SELECT t.id::bigint, loopgenie.srid(t.geom)::bigint FROM {" +
                                    table +
                                    "} t"
                                    " WHERE loopgenie.srid(t.geom) OPERATOR(pg_catalog.<>) 4326"
                                    " LIMIT 1");
    const Rows rows = statement.run();
    const std::optional<Row> row = rows.first();
    if (!row) continue;
    throw Error(ErrorKind::broken_network,
                table + " " + std::to_string(row->integer(1)) + " has SRID " +
                    std::to_string(row->integer(2)) + ", not 4326",
                "Give all of the network's geometries SRID 4326, by ST_Transform or ST_SetSRID.");
  }
}

void cap(std::size_t rows, std::uint64_t most, const char* of_what) {
  if (rows <= most) return;
  throw Error(ErrorKind::resource_cap,
              "the network has more than " + std::to_string(most) + " " + of_what,
              "Raise loopgenie.max_edges, or plan on a smaller network.");
}

}  // namespace

Network load_network(const NetworkTables& tables, LengthsIn lengths) {
  const std::uint64_t most = static_cast<std::uint64_t>(settings::max_edges);
  Effort effort(unlimited_effort, poll_interrupts);
  require_degrees(tables);
  NetworkRows rows = read_rows(tables, most, effort);
  cap(rows.edges.size(), most, "edges");
  cap(rows.roads.size(), most, "roads");
  cap(rows.twins.size(), most, "twins");
  cap(rows.camps.size(), most, "camps");
  return prepare_network(std::move(rows.edges), std::move(rows.trailheads), effort,
                         Roads(rows.roads, effort), rows.twins, rows.camps, lengths);
}

void require_allowed_size(const Network& network) {
  cap(network.graph().edge_count(), static_cast<std::uint64_t>(settings::max_edges), "edges");
}

}  // namespace loopgenie::pg
