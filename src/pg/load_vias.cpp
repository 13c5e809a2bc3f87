#include "load_vias.hpp"

#include <string>

#include "outline.hpp"
#include "statement.hpp"

namespace loopgenie::pg {
namespace {

constexpr std::int64_t most_vias = 8;
constexpr double farthest_m = 250;
constexpr double at_the_end_m = 1;  // of an edge: as near to its node as to itself

void check(const Outline& outline) {
  if (!outline.points) {
    throw Error(ErrorKind::invalid_argument, "via is no point",
                "Give a point or a multipoint, such as ST_Point(lon, lat, 4326).");
  }
  if (outline.count > most_vias) {
    throw Error(ErrorKind::invalid_argument, "via has " + std::to_string(outline.count) + " points",
                "Give up to " + std::to_string(most_vias) + " points.");
  }
}

Via nearest(const Network& network, EdgeIndex edge, double fraction) {
  const double length_m = network.row(edge).length_m;
  if (fraction * length_m <= at_the_end_m) return {network.graph().edge(edge).source, invalid_id};
  if ((1 - fraction) * length_m <= at_the_end_m) {
    return {network.graph().edge(edge).target, invalid_id};
  }
  return {invalid_id, edge};
}

}  // namespace

std::vector<Via> load_vias(const NetworkTables& tables, const Network& network,
                           const Geometry& points) {
  check(require_outline(tables, points, "via"));
  Statement statement(
      tables,
      "SELECT p.turn, near.id, near.fraction"
      "  FROM loopgenie.parts_of(loopgenie.put_in_degrees($1)) AS p LEFT JOIN LATERAL ("
      "         SELECT e.id::bigint AS id, foot.fraction, foot.gap_m"
      "           FROM {edge} e, loopgenie.snap_to_road(loopgenie.latitude(p.part),"
      "                                                 "
      "loopgenie.longitude(p.part), e.geom) AS foot"
      "          WHERE loopgenie.boxes_meet(e.geom, loopgenie.widened(p.part, $2))"
      "            AND foot.gap_m OPERATOR(pg_catalog.<=) $2"
      "          ORDER BY foot.gap_m, e.id LIMIT 1) AS near ON true"
      " ORDER BY p.turn");
  statement.with(points).with(farthest_m);
  const Rows rows = statement.run();
  std::vector<Via> vias;
  for (std::uint64_t i = 0; i < rows.size(); ++i) {
    const Row row = rows[i];
    const EdgeIndex edge = row.is_null(2) ? invalid_id : network.find_edge(row.integer(2));
    if (edge == invalid_id) {
      throw Error(ErrorKind::invalid_argument,
                  "point " + std::to_string(i + 1) + " of via is over 250 m from any trail",
                  "Move it to a trail: the walk uses the nearest one.");
    }
    vias.push_back(nearest(network, edge, row.real(3)));
  }
  return vias;
}

}  // namespace loopgenie::pg
