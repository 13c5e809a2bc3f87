// loops_near(lat, lon, drive_km, min_mi, max_mi, loops, network, max_ascent_m, max_difficulty,
//            start_kinds, min_hours, max_hours, days)
//
// The drive is an additive term of the score, so the best loop for a place is the best of its
// trailheads' loops, each less its drive: nothing is searched but the roads.
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "loop/search/ranked_trailheads.hpp"
#include "loop/walk/answers.hpp"
#include "arguments.hpp"
#include "boundary.hpp"
#include "emit.hpp"
#include "load_trailheads.hpp"
#include "network_snapshot.hpp"
#include "notice.hpp"
#include "prepared_network.hpp"
#include "statement.hpp"

namespace loopgenie::pg {
namespace {

// Of lengths that were asked for in miles or in hours.
struct Wish {
  bool in_hours;
  double least;
  double most;
  std::int64_t days;
  int loops;
  double max_ascent_m = std::numeric_limits<double>::infinity();
  std::int64_t max_difficulty = most_difficult;
};

// A row of the atlas.
struct AtlasKey {
  std::int64_t trailhead;
  double asked;
  std::int64_t rank;
};

Wish read_wish(const Arguments& arguments) {
  const bool in_hours = arguments.given(10) || arguments.given(11);
  if (in_hours && (arguments.given(3) || arguments.given(4))) {
    throw Error(ErrorKind::invalid_argument, "miles and hours are both given",
                "Give min_mi and max_mi, or min_hours and max_hours.");
  }
  Wish wish{
      in_hours,
      in_hours ? arguments.positive(10, "min_hours", 250) : arguments.positive(3, "min_mi", 500),
      in_hours ? arguments.positive(11, "max_hours", 250) : arguments.positive(4, "max_mi", 500),
      arguments.integer(12, "days", 1, 30), arguments.integer(5, "loops", 1, 100)};
  if (arguments.given(7)) wish.max_ascent_m = arguments.real(7, "max_ascent_m", 0, 100'000);
  if (arguments.given(8)) {
    wish.max_difficulty = arguments.integer(8, "max_difficulty", 1, most_difficult);
  }
  return wish;
}

NetworkTables find_atlas(const std::string& network) {
  NetworkTables tables(network, {"atlas"});
  if (tables.has("atlas")) return tables;
  throw Error(ErrorKind::missing_table, "the network has no atlas",
              "Make it with CALL loopgenie.build_atlas(), or ask plan_loop.");
}

// The rows of the atlas that start at trailheads in reach, best first.
class AtlasInReach {
 public:
  AtlasInReach(const NetworkTables& tables, const std::vector<ReachableTrailhead>& trailheads,
               double drive_limit_m, const Wish& wish)
      : tables_(tables), wish_(wish), asked_(wish.in_hours ? "a.asked_hours" : "a.asked_mi") {
    for (const ReachableTrailhead& trailhead : trailheads) {
      ids_.push_back(trailhead.id);
      shares_.push_back(drive_weight * trailhead.drive_m / drive_limit_m);
      drives_km_.push_back(trailhead.drive_m / 1000);
    }
  }

  template <typename Visit>
  void visit_best(std::int64_t most, const Visit& visit) const {
    // OFFSET keeps it a look into the index for each trailhead, however few the planner expects.
    Statement statement(
        tables_,
        "SELECT a.trailhead_id::bigint, " + asked_ +
            "::double precision, a.rank::bigint, a.edges"
            "  FROM unnest($1, $2) AS t(id, share), LATERAL ("
            "         SELECT * FROM {atlas} a WHERE a.trailhead_id OPERATOR(pg_catalog.=) t.id"
            "            AND " +
            asked_ +
            " OPERATOR(pg_catalog.>=) $3"
            "            AND " +
            asked_ +
            " OPERATOR(pg_catalog.<=) $4"
            "            AND a.days OPERATOR(pg_catalog.=) $8 OFFSET 0) a"
            " WHERE ($5 OPERATOR(pg_catalog.=) 'Infinity'"
            "        OR a.ascent_m OPERATOR(pg_catalog.<=) $5)"
            "   AND (a.difficulty IS NULL OR a.difficulty OPERATOR(pg_catalog.<=) $6)"
            " ORDER BY a.score OPERATOR(pg_catalog.-) t.share DESC, a.trailhead_id, " +
            asked_ +
            ", a.rank"
            " LIMIT $7");
    statement.with(ids_)
        .with(shares_)
        .with(wish_.least)
        .with(wish_.most)
        .with(wish_.max_ascent_m)
        .with(wish_.max_difficulty)
        .with(most)
        .with(wish_.days);
    const Rows rows = statement.run();
    for (std::uint64_t i = 0; i < rows.size(); ++i) {
      const Row row = rows[i];
      if (!visit(AtlasKey{row.integer(1), row.real(2), row.integer(3)}, row)) return;
    }
  }

  void emit(RowSink& sink, const std::vector<AtlasKey>& chosen) const {
    std::vector<std::int64_t> trailheads, ranks;
    std::vector<double> asked;
    for (const AtlasKey& key : chosen) {
      trailheads.push_back(key.trailhead);
      asked.push_back(key.asked);
      ranks.push_back(key.rank);
    }
    Statement statement(
        tables_,
        "SELECT c.turn::integer, a.score OPERATOR(pg_catalog.-) t.share,"
        "       a.bound OPERATOR(pg_catalog.-) t.share, a.proven, a.shape, a.trailhead_id,"
        "       a.trailhead, t.drive_km, a.hike_mi, a.repeat_mi, a.ascent_m, a.trails, a.nodes,"
        "       a.edges, a.geom, a.trailhead_kind, a.hours, a.difficulty, a.beside_mi, a.nights,"
        "       a.camps"
        "  FROM unnest($1, $2, $3) WITH ORDINALITY AS c(trailhead, asked, rank, turn)"
        "  JOIN {atlas} a ON a.trailhead_id OPERATOR(pg_catalog.=) c.trailhead"
        "   AND " +
            asked_ +
            " OPERATOR(pg_catalog.=) c.asked"
            "   AND a.days OPERATOR(pg_catalog.=) $7 AND a.rank OPERATOR(pg_catalog.=) c.rank"
            "  JOIN unnest($4, $5, $6) AS t(id, share, drive_km)"
            "       ON t.id OPERATOR(pg_catalog.=) c.trailhead"
            " ORDER BY c.turn");
    statement.with(trailheads)
        .with(asked)
        .with(ranks)
        .with(ids_)
        .with(shares_)
        .with(drives_km_)
        .with(wish_.days);
    sink.append(statement);
  }

 private:
  const NetworkTables& tables_;
  const Wish& wish_;
  const std::string asked_;  // the column that the wish is of
  std::vector<std::int64_t> ids_;
  std::vector<double> shares_;
  std::vector<double> drives_km_;
};

// The edges that are still there.
Uses find_uses(const Network& network, const std::vector<std::int64_t>& edge_ids) {
  std::vector<EdgeIndex> edges;
  for (const std::int64_t id : edge_ids) {
    const EdgeIndex edge = network.find_edge(id);
    if (edge != invalid_id) edges.push_back(edge);
  }
  return fold_uses(std::move(edges));
}

// As plan_loop's alternatives: none shares more with a better one than Answers allows. A loop has a
// row for every trailhead on it, so many rows are looked at for one that counts.
std::vector<AtlasKey> choose(const AtlasInReach& atlas, const Network& network, int loops) {
  constexpr std::int64_t rows_for_a_loop = 16;
  for (std::int64_t most = loops == 1 ? 1 : rows_for_a_loop * loops;; most *= rows_for_a_loop) {
    Effort effort(unlimited_effort, poll_interrupts);
    Answers answers(network.graph(), effort);
    std::vector<AtlasKey> chosen;
    std::int64_t seen = 0;
    atlas.visit_best(most, [&](const AtlasKey& key, const Row& row) {
      FoundLoop loop{};
      loop.penalty = seen++;  // they come best first
      loop.uses = find_uses(network, row.integers(4));
      if (answers.overlap(loop.uses) > 0) return true;
      answers.offer(std::move(loop));
      answers.settle();
      chosen.push_back(key);
      return chosen.size() < static_cast<std::size_t>(loops);
    });
    if (seen < most || chosen.size() == static_cast<std::size_t>(loops)) return chosen;
  }
}

Datum loops_near(FunctionCallInfo call_info) {
  const Arguments arguments(call_info);
  const PlaceAsked place = read_place(arguments, 6);
  const Wish wish = read_wish(arguments);
  const std::optional<std::vector<std::string>> kinds = arguments.texts(9);
  const NetworkTables tables = find_atlas(place.network);
  RowSink rows(call_info);

  const NetworkSnapshot snapshot(tables);
  SpiSession session;
  const PreparedNetwork prepared(tables);
  Effort effort(unlimited_effort, poll_interrupts);
  std::vector<ReachableTrailhead> trailheads = drop_farther_stand_ins(
      prepared.network(), load_trailheads(tables, prepared.network(), place), effort);
  if (trailheads.empty()) {
    notice_no_trailhead(tables, prepared.network(), place);
    return Datum{0};
  }
  if (kinds) trailheads = keep_kinds(tables, std::move(trailheads), *kinds);
  const AtlasInReach atlas(tables, trailheads, place.drive_m, wish);
  const std::vector<AtlasKey> chosen = choose(atlas, prepared.network(), wish.loops);
  if (chosen.empty()) {
    notice_no_atlas_loop();
  } else {
    atlas.emit(rows, chosen);
  }
  return Datum{0};
}

}  // namespace
}  // namespace loopgenie::pg

extern "C" {

PG_FUNCTION_INFO_V1(loopgenie_loops_near);

Datum loopgenie_loops_near(PG_FUNCTION_ARGS) {
  return loopgenie::pg::guard([&] { return loopgenie::pg::loops_near(fcinfo); });
}
}
