#include "load.hpp"

#include "settings.hpp"
#include "statement.hpp"

namespace loopgenie::pg {
namespace {

// Both kinds of row share their columns:
//   trailhead: false, id, node_id, stand-in, latitude, longitude
//   edge:      true, id, source, target, length_m, appeal
// A trailhead of kind nearest stands for a component without dead ends: see build_network.
std::string network_sql(const NetworkTables& tables) {
  return "SELECT false, t.id::bigint AS id, t.node_id::bigint AS \"source or node_id\","
         "       (t.kind::text IS NOT DISTINCT FROM 'nearest')::integer::bigint AS target,"
         "       loopgenie.latitude(t.geom) AS \"length_m or geom\","
         "       loopgenie.longitude(t.geom) AS \"appeal or geom\""
         "  FROM " +
         tables["trailhead"] +
         " t "
         "UNION ALL "
         "(SELECT true, e.id::bigint, e.source::bigint, e.target::bigint, e.length_m::float8,"
         "        e.appeal::float8"
         "   FROM " +
         tables["edge"] + " e LIMIT $1)";
}

}  // namespace

Network load_network(const NetworkTables& tables) {
  const std::uint64_t most = static_cast<std::uint64_t>(settings::max_edges);
  Statement statement(network_sql(tables));
  statement.with(static_cast<std::int64_t>(most) + 1);
  SPITupleTable* const table = statement.run();

  std::vector<EdgeRow> edges;
  std::vector<TrailheadRow> trailheads;
  for (std::uint64_t i = 0; i < table->numvals; ++i) {
    const Row row(table, i);
    if (row.flag(1)) {
      edges.push_back(
          EdgeRow{row.integer(2), row.integer(3), row.integer(4), row.real(5), row.real(6)});
    } else {
      trailheads.push_back(
          TrailheadRow{row.integer(2), row.integer(3), row.real(5), row.real(6), row.integer(4)});
    }
  }
  call([&] { SPI_freetuptable(table); });
  if (edges.size() > most) {
    throw Error(ErrorKind::resource_cap,
                "the network has more than " + std::to_string(most) + " edges",
                "Raise loopgenie.max_edges, or plan on a smaller network.");
  }
  Effort effort(unlimited_effort, poll_interrupts);
  return Network(std::move(edges), std::move(trailheads), effort);
}

}  // namespace loopgenie::pg
