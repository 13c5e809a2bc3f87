#include "load_mask.hpp"

#include <algorithm>

#include "outline.hpp"
#include "statement.hpp"

namespace loopgenie::pg {
namespace {

// Of ids in one array: those of a million rows' hundredth would take longer to hand over one by
// one.
std::vector<EdgeIndex> find_edges(const Network& network, Statement& statement) {
  std::vector<EdgeIndex> edges;
  const Rows rows = statement.run();
  if (rows[0].is_null(1)) return edges;
  std::vector<std::int64_t> ids = rows[0].integers(1);
  std::sort(ids.begin(), ids.end());  // neighbours are found near each other
  for (const std::int64_t id : ids) {
    const EdgeIndex edge = network.find_edge(id);
    if (edge != invalid_id) edges.push_back(edge);
  }
  return edges;
}

}  // namespace

std::vector<EdgeIndex> load_avoided(const NetworkTables& tables, const Network& network,
                                    const Geometry& avoid) {
  require_outline(tables, avoid, "avoid");
  Statement statement(
      tables,
      "SELECT pg_catalog.array_agg(e.id::bigint)"
      "  FROM loopgenie.parts_of(loopgenie.put_in_degrees($1)) AS p"
      "  JOIN {edge} e ON loopgenie.boxes_meet(e.geom, loopgenie.widened(p.part, 10))"
      "   AND loopgenie.comes_within(e.geom, p.part, 10)");
  statement.with(avoid);
  return find_edges(network, statement);
}

std::vector<EdgeIndex> load_closed(const NetworkTables& tables, const Network& network, Day day) {
  if (!tables.has("closure") || !tables.has("closed_edge")) return {};
  Statement statement(tables,
                      "SELECT pg_catalog.array_agg(x.edge_id::bigint)"
                      "  FROM {closed_edge} x"
                      "  JOIN {closure} c ON c.id OPERATOR(pg_catalog.=) x.closure_id"
                      " WHERE loopgenie.closed_on($1, c.starts::date, c.ends::date, c.yearly)");
  statement.with(day);
  return find_edges(network, statement);
}

}  // namespace loopgenie::pg
