#include "loop/prepare.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <tuple>
#include <utility>

#include "loop/base/error.hpp"
#include "loop/base/fill.hpp"
#include "loop/base/sort.hpp"

namespace loopgenie {
namespace {

constexpr double longest_edge_m = 1e8;  // over twice round the earth

[[noreturn]] void reject(const std::string& table, std::int64_t id, const std::string& problem) {
  throw Error(ErrorKind::broken_network, table + " " + std::to_string(id) + " " + problem,
              "Correct the row in the network's table " + table + ", or build the network again.");
}

[[noreturn]] void reject(const EdgeRow& row, const std::string& problem) {
  reject("edge", row.id, problem);
}

void check(const std::vector<EdgeRow>& sorted, Effort& effort) {
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    effort.spend(1);
    const EdgeRow& row = sorted[i];
    if (i > 0 && sorted[i - 1].id == row.id) reject(row, "comes twice");
    if (!(row.length_m > 0 && row.length_m < longest_edge_m)) reject(row, "has no valid length_m");
    if (!(row.appeal >= 0 && row.appeal <= 1)) reject(row, "has an appeal outside 0 to 1");
    if (!(row.difficulty >= 0 && row.difficulty <= most_difficult)) {
      reject(row, "has a difficulty outside 1 to " + std::to_string(most_difficult));
    }
  }
}

template <typename AnyRow>
void require_one_of_each(const std::string& table, const std::vector<AnyRow>& rows,
                         Effort& effort) {
  std::vector<std::int64_t> ids;
  for (const AnyRow& row : rows) {
    effort.spend(1);
    ids.push_back(row.id);
  }
  sort_polling(ids, effort, std::less<std::int64_t>());
  const auto twice = std::adjacent_find(ids.begin(), ids.end());
  if (twice != ids.end()) reject(table, *twice, "comes twice");
}

void check(const std::vector<TrailheadRow>& trailheads, Effort& effort) {
  for (const TrailheadRow& row : trailheads) {
    effort.spend(1);
    if (!(row.lat >= -90 && row.lat <= 90 && row.lon >= -180 && row.lon <= 180)) {
      reject("trailhead", row.id, "lies nowhere in degrees (EPSG:4326)");
    }
  }
}

std::int32_t climb_cm(const EdgeRow& row) {
  const double climb = climb_m(row);
  if (!(climb >= 0)) return unknown_climb;
  return static_cast<std::int32_t>(std::min<double>(unknown_climb, std::round(climb * 100)));
}

Edge make_edge(const EdgeRow& row, const Array<std::int64_t>& node_ids, LengthsIn lengths) {
  const double length_m = counted_m(row, lengths);
  return Edge{find_node(node_ids, row.source),
              find_node(node_ids, row.target),
              std::max<Millimetres>(1, to_millimetres(length_m)),
              to_millimetres((1.0 - row.appeal) * length_m),
              climb_cm(row),
              row.road,
              static_cast<std::uint8_t>(row.difficulty),
              row.oneway};
}

std::vector<std::int64_t> collect_nodes(const Array<EdgeRow>& rows, Effort& effort) {
  std::vector<std::int64_t> ids;
  ids.reserve(2 * rows.size());
  for (const EdgeRow& row : rows) {
    effort.poll(1);
    ids.push_back(row.source);
    ids.push_back(row.target);
  }
  sort_unique_polling(ids, effort);
  return ids;
}

std::vector<Extent> measure_components(const Graph& graph, const Cycles& cycles, Effort& effort) {
  auto extents = fill_polling(graph.node_count(), Extent{0, 0}, effort);
  for (EdgeIndex i = 0; i < graph.edge_count(); ++i) {
    effort.spend(1);
    Extent& extent = extents[cycles.component[graph.edge(i).source]];
    extent.total += graph.edge(i).length;
    if (!cycles.bridge[i]) extent.on_cycles += graph.edge(i).length;
  }
  return extents;
}

// Edges may have changed since their twins were found: what is gone has none, and what is shorter
// now is beside another for no more than its length. A pair that comes twice counts once.
std::vector<TwinPair> find_pairs(const Array<EdgeRow>& rows, const std::vector<TwinRow>& twins,
                                 Effort& effort) {
  std::vector<TwinPair> pairs;
  pairs.reserve(twins.size());
  for (const TwinRow& row : twins) {
    effort.spend(1);
    const EdgeIndex a = find_edge(rows, row.edge_a);
    const EdgeIndex b = find_edge(rows, row.edge_b);
    if (a == invalid_id || b == invalid_id || a == b || !(row.length_m > 0)) continue;
    const double shorter_m = std::min(rows[a].length_m, rows[b].length_m);
    pairs.push_back(TwinPair{std::min(a, b), std::max(a, b),
                             to_millimetres(std::min(row.length_m, shorter_m))});
  }
  sort_polling(pairs, effort, [](const TwinPair& x, const TwinPair& y) {
    return std::tie(x.a, x.b, x.length) < std::tie(y.a, y.b, y.length);
  });
  const auto same = [](const TwinPair& x, const TwinPair& y) { return x.a == y.a && x.b == y.b; };
  pairs.erase(std::unique(pairs.begin(), pairs.end(), same), pairs.end());
  return pairs;
}

std::vector<Camp> find_camps(const Array<std::int64_t>& node_ids, const std::vector<CampRow>& rows,
                             Effort& effort) {
  std::vector<Camp> camps;
  for (const CampRow& row : rows) {
    effort.spend(1);
    const NodeIndex node = find_node(node_ids, row.node_id);
    if (node == invalid_id) continue;
    camps.push_back(Camp{row.id, node, static_cast<std::uint32_t>(row.kind)});
  }
  sort_polling(camps, effort, [](const Camp& a, const Camp& b) {
    return std::tie(a.node, a.id) < std::tie(b.node, b.id);
  });
  return camps;
}

}  // namespace

Network prepare_network(std::vector<EdgeRow> edge_rows, std::vector<TrailheadRow> trailheads,
                        Effort& effort, Roads roads, const std::vector<TwinRow>& twins,
                        const std::vector<CampRow>& camp_rows, LengthsIn lengths,
                        const std::vector<std::int64_t>& junctions) {
  sort_rows_polling(edge_rows, effort,
                    [](const EdgeRow& a, const EdgeRow& b) { return a.id < b.id; });
  check(edge_rows, effort);
  check(trailheads, effort);
  require_one_of_each("trailhead", trailheads, effort);
  require_one_of_each("camp", camp_rows, effort);
  Array<EdgeRow> rows(std::move(edge_rows));
  Array<std::int64_t> node_ids = collect_nodes(rows, effort);

  std::vector<Edge> edges;
  edges.reserve(rows.size());
  bool climbs = false;
  for (const EdgeRow& row : rows) {
    effort.spend(1);
    edges.push_back(make_edge(row, node_ids, lengths));
    climbs = climbs || climb_m(row) > 0;
  }
  Graph graph(static_cast<NodeIndex>(node_ids.size()), std::move(edges), effort);
  Cycles cycles = find_cycles(graph, effort);
  std::vector<Extent> extents = measure_components(graph, cycles, effort);

  sort_polling(trailheads, effort, [](const TrailheadRow& a, const TrailheadRow& b) {
    return std::tie(a.lat, a.id) < std::tie(b.lat, b.id);
  });
  std::vector<std::int64_t> road_nodes;
  std::vector<std::uint8_t> kept(graph.node_count(), 0);
  for (const TrailheadRow& trailhead : trailheads) {
    effort.spend(1);
    const NodeIndex node = find_node(node_ids, trailhead.node_id);
    if (node != invalid_id) kept[node] = 1;
    if (trailhead.road_node_id != no_road) road_nodes.push_back(trailhead.road_node_id);
  }
  roads.mark_ways_to(road_nodes, effort);
  // Where a day may end a walk must be free to turn round, as at a trailhead.
  std::vector<Camp> camps = find_camps(node_ids, camp_rows, effort);
  for (const Camp& camp : camps) {
    if (!camp.is_water()) kept[camp.node] = 1;
  }
  for (const std::int64_t id : junctions) {
    const NodeIndex node = find_node(node_ids, id);
    if (node != invalid_id) kept[node] = 1;
  }
  std::vector<TwinPair> pairs = find_pairs(rows, twins, effort);
  Corridors corridors(graph, cycles, kept, pairs, effort);
  Twins neighbours(std::move(pairs), graph.edge_count(), effort);
  return Network(Scale{lengths, climbs}, std::move(rows), std::move(node_ids), std::move(graph),
                 std::move(cycles), std::move(corridors), std::move(extents), std::move(trailheads),
                 std::move(roads), std::move(neighbours), std::move(camps));
}

}  // namespace loopgenie
