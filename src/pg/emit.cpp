#include "emit.hpp"

extern "C" {
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"
}

namespace loopgenie::pg {
namespace {

// What is returned is read as what the function is declared to return, unchecked: bytes of a number
// would be taken for an address.
void require_same_types(TupleDesc given, TupleDesc meant) {
  for (int i = 0; i < meant->natts; ++i) {
    const Form_pg_attribute column = TupleDescAttr(meant, i);
    if (given->natts == meant->natts && TupleDescAttr(given, i)->atttypid == column->atttypid) {
      continue;
    }
    ereport(ERROR, (errcode(ERRCODE_DATATYPE_MISMATCH),
                    errmsg("column \"%s\" of the answer is not of type %s",
                           NameStr(column->attname), format_type_be(column->atttypid)),
                    errhint("Give the network's tables the columns that "
                            "loopgenie.build_network gives them.")));
  }
}

// An array of SQL; empty for a day hike.
template <typename Print>
std::string array_of_nights(const PlannedLoop& loop, const Print& print) {
  std::string array;
  for (const PlannedLoop::Night& night : loop.nights) {
    array += (array.empty() ? "{" : ",") + print(night);
  }
  return array.empty() ? array : array + "}";
}

}  // namespace

RowSink::RowSink(FunctionCallInfo call_info)
    : result_(reinterpret_cast<ReturnSetInfo*>(call_info->resultinfo)) {
  call([&] {
    if (result_ == nullptr || !IsA(result_, ReturnSetInfo) ||
        (result_->allowedModes & SFRM_Materialize) == 0) {
      ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                      errmsg("set-valued function called where a set cannot be accepted"),
                      errhint("Call it in the FROM clause.")));
    }
    MemoryContext const before = MemoryContextSwitchTo(result_->econtext->ecxt_per_query_memory);
    TupleDesc description;
    if (get_call_result_type(call_info, nullptr, &description) != TYPEFUNC_COMPOSITE) {
      elog(ERROR, "the function's result is no row type");
    }
    result_->returnMode = SFRM_Materialize;
    result_->setResult = tuplestore_begin_heap(
        (result_->allowedModes & SFRM_Materialize_Random) != 0, false, work_mem);
    result_->setDesc = BlessTupleDesc(description);
    MemoryContextSwitchTo(before);
  });
}

void RowSink::append(Statement& statement) {
  const Rows rows = statement.run();
  call([&] {
    require_same_types(rows.description(), result_->setDesc);
    for (std::uint64_t i = 0; i < rows.size(); ++i) {
      tuplestore_puttuple(result_->setResult, rows.tuple(i));
    }
  });
}

void emit_loops(RowSink& rows, const NetworkTables& tables, const Plan& plan, double pace) {
  std::vector<std::int64_t> ranks, trailheads, start_nodes;
  std::vector<double> scores, drives, hikes, repeats, besides;
  std::vector<bool> proven;
  std::vector<std::string> shapes;
  std::vector<std::int64_t> walked_ranks, walked_edges, reached_nodes;
  std::vector<bool> reversed;
  std::vector<std::string> nights, camps;
  for (const PlannedLoop& loop : plan.loops) {
    nights.push_back(array_of_nights(
        loop, [](const PlannedLoop::Night& night) { return std::to_string(night.node_id); }));
    camps.push_back(array_of_nights(loop, [](const PlannedLoop::Night& night) {
      return night.camp_id ? std::to_string(*night.camp_id) : "NULL";
    }));
    ranks.push_back(static_cast<std::int64_t>(ranks.size()) + 1);
    trailheads.push_back(loop.trailhead_id);
    start_nodes.push_back(loop.start_node_id);
    scores.push_back(loop.score);
    drives.push_back(loop.drive_m / 1000.0);
    hikes.push_back(loop.length_m / metres_per_mile);
    repeats.push_back(loop.repeat_m / metres_per_mile);
    besides.push_back(loop.beside_m / metres_per_mile);
    proven.push_back(loop.proven);
    shapes.push_back(to_string(loop.shape));
    for (const WalkedEdge& step : loop.walk) {
      walked_ranks.push_back(ranks.back());
      walked_edges.push_back(step.edge_id);
      reached_nodes.push_back(step.to_node_id);
      reversed.push_back(step.reversed);
    }
  }

  const std::string difficulty =
      tables.has("edge", "difficulty") ? "e.difficulty::integer" : "NULL::integer";
  // unnest of several arrays is pg_catalog's whatever the path; qualified it would take but one.
  // The second condition on e.id is there so that an index is used, however many edges the planner
  // expects. Sums are in walking order, so that their last digit is the same whatever the join.
  Statement statement(
      tables,
      "SELECT l.rank::integer, l.score, $1, l.proven, l.shape, l.trailhead,"
      "       t.name::pg_catalog.text, l.drive_km, l.hike_mi, l.repeat_mi, w.ascent_m, w.trails,"
      "       pg_catalog.array_prepend(l.start_node, w.nodes), w.edges, w.geom,"
      "       t.kind::pg_catalog.text, w.hours, w.difficulty, l.beside_mi,"
      "       nullif(l.nights, '')::bigint[], nullif(l.camps, '')::bigint[]"
      "  FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $15, $17, $18)"
      "       AS l(rank, trailhead, start_node, score, drive_km, hike_mi, repeat_mi, proven, shape,"
      "            beside_mi, nights, camps)"
      "  JOIN (SELECT s.rank,"
      "               CASE WHEN pg_catalog.bool_and(climb.m IS NOT NULL)"
      "                    THEN pg_catalog.sum(climb.m ORDER BY s.seq) END AS ascent_m,"
      "               loopgenie.walking_hours("
      "                 pg_catalog.sum(e.length_m ORDER BY s.seq)::double precision,"
      "                 coalesce(pg_catalog.sum(climb.m ORDER BY s.seq), 0), $16) AS hours,"
      "               pg_catalog.max(" +
          difficulty +
          ") AS difficulty,"
          "               loopgenie.walked_names("
          "                 pg_catalog.array_agg(e.name::pg_catalog.text ORDER BY s.seq)) AS "
          "trails,"
          "               pg_catalog.array_agg(s.node ORDER BY s.seq) AS nodes,"
          "               pg_catalog.array_agg(s.edge ORDER BY s.seq) AS edges,"
          "               loopgenie.walked_line(pg_catalog.array_agg(e.geom ORDER BY s.seq),"
          "                 pg_catalog.array_agg(s.reversed ORDER BY s.seq)) AS geom"
          "          FROM unnest($11, $12, $13, $14) WITH ORDINALITY"
          "               AS s(rank, edge, node, reversed, seq)"
          "          JOIN {edge} e ON e.id OPERATOR(pg_catalog.=) s.edge"
          "                       AND e.id OPERATOR(pg_catalog.=) ANY ($12),"
          "          LATERAL (SELECT CASE WHEN s.reversed THEN e.descent_m ELSE e.ascent_m"
          "                          END::double precision AS m) climb"
          "         GROUP BY s.rank) w ON w.rank OPERATOR(pg_catalog.=) l.rank"
          "  JOIN {trailhead} t ON t.id OPERATOR(pg_catalog.=) l.trailhead"
          " ORDER BY l.rank");
  statement.with(plan.bound)
      .with(ranks)
      .with(trailheads)
      .with(start_nodes)
      .with(scores)
      .with(drives)
      .with(hikes)
      .with(repeats)
      .with(proven)
      .with(shapes)
      .with(walked_ranks)
      .with(walked_edges)
      .with(reached_nodes)
      .with(reversed)
      .with(besides)
      .with(pace)
      .with(nights)
      .with(camps);
  rows.append(statement);
}

void emit_trailheads(RowSink& rows, const NetworkTables& tables,
                     const std::vector<ReachableTrailhead>& trailheads) {
  std::vector<std::int64_t> ids;
  std::vector<double> drives;
  for (const ReachableTrailhead& trailhead : trailheads) {
    ids.push_back(trailhead.id);
    drives.push_back(trailhead.drive_m / 1000.0);
  }
  Statement statement(
      tables,
      "SELECT t.id::bigint, t.name::pg_catalog.text, t.kind::pg_catalog.text, s.drive_km, t.geom"
      "  FROM unnest($1, $2) WITH ORDINALITY AS s(id, drive_km, turn)"
      "  JOIN {trailhead} t ON t.id OPERATOR(pg_catalog.=) s.id"
      " ORDER BY s.turn");
  statement.with(ids).with(drives);
  rows.append(statement);
}

}  // namespace loopgenie::pg
