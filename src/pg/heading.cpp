#include "heading.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "statement.hpp"

namespace loopgenie::pg {
namespace {

double degrees_between(double a, double b) {
  const double apart = std::fmod(std::abs(a - b), 360);
  return std::min(apart, 360 - apart);
}

// How many edges the loop begins and ends with alike: the choice comes after them.
std::size_t stem_edges(const PlannedLoop& loop) {
  std::size_t stem = 0;
  while (2 * stem + 2 < loop.walk.size() &&
         loop.walk[stem].edge_id == loop.walk[loop.walk.size() - 1 - stem].edge_id) {
    ++stem;
  }
  return stem;
}

}  // namespace

void turn_towards(const NetworkTables& tables, double heading, std::vector<PlannedLoop>& loops) {
  std::vector<std::int64_t> edges;
  for (const PlannedLoop& loop : loops) {
    const std::size_t fork = stem_edges(loop);
    edges.push_back(loop.walk[fork].edge_id);
    edges.push_back(loop.walk[loop.walk.size() - 1 - fork].edge_id);
  }
  Statement statement(tables,
                      "SELECT e.id::bigint, loopgenie.setting_out(e.geom, false),"
                      "       loopgenie.setting_out(e.geom, true)"
                      "  FROM {edge} e WHERE e.id OPERATOR(pg_catalog.=) ANY ($1)");
  statement.with(edges);
  const Rows rows = statement.run();
  std::map<std::int64_t, std::pair<double, double>> azimuths;  // from the source, from the target
  for (std::uint64_t i = 0; i < rows.size(); ++i) {
    const Row row = rows[i];
    azimuths[row.integer(1)] = {row.real(2), row.real(3)};
  }

  for (PlannedLoop& loop : loops) {
    const std::size_t fork = stem_edges(loop);
    const WalkedEdge& first = loop.walk[fork];
    const WalkedEdge& last = loop.walk[loop.walk.size() - 1 - fork];
    const auto& out = azimuths[first.edge_id];
    const auto& home = azimuths[last.edge_id];
    const double forward = degrees_between(heading, first.reversed ? out.second : out.first);
    const double backward = degrees_between(heading, last.reversed ? home.first : home.second);
    if (backward < forward && !loop.one_way) turn_round(loop);
  }
}

}  // namespace loopgenie::pg
