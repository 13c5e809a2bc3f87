#include "closures_told.hpp"

#include <cstdint>
#include <vector>

#include "notice.hpp"
#include "statement.hpp"

namespace loopgenie::pg {
namespace {

// A loop that is better by less than that is as good.
constexpr double worth_telling = 0.005;

std::string listed(const Rows& rows) {
  std::string list;
  for (std::uint64_t i = 0; i < rows.size(); ++i) list += (i == 0 ? "" : "; ") + rows[i].string(1);
  return list;
}

}  // namespace

std::string closures_on(const NetworkTables& tables, const Plan& plan, const Day* day) {
  if (!tables.has("closure") || !tables.has("closed_edge")) return {};
  std::vector<std::int64_t> edges;
  for (const PlannedLoop& loop : plan.loops) {
    for (const WalkedEdge& step : loop.walk) edges.push_back(step.edge_id);
  }
  const std::string holds =
      day ? "loopgenie.closed_on($2, c.starts::date, c.ends::date, c.yearly)" : "true";
  Statement statement(tables,
                      "SELECT loopgenie.closure_in_words(pg_catalog.min(e.name::pg_catalog.text),"
                      "         c.reason::pg_catalog.text, c.starts::date, c.ends::date, c.yearly)"
                      "  FROM {closed_edge} x"
                      "  JOIN {closure} c ON c.id OPERATOR(pg_catalog.=) x.closure_id"
                      "  JOIN {edge} e ON e.id OPERATOR(pg_catalog.=) x.edge_id"
                      " WHERE x.edge_id OPERATOR(pg_catalog.=) ANY ($1) AND " +
                          holds +
                          " GROUP BY c.id, c.reason, c.starts, c.ends, c.yearly"
                          " ORDER BY c.id LIMIT 3");
  statement.with(edges);
  if (day) statement.with(*day);
  return listed(statement.run());
}

void notice_closures(const NetworkTables& tables, const Plan& plan) {
  const std::string closed = closures_on(tables, plan, nullptr);
  if (closed.empty()) return;
  notice("closed at times: " + closed, "Give on_date to plan around what is closed that day.");
}

void notice_cost_of_closures(const NetworkTables& tables, const Plan& plan, const Plan& open,
                             Day day) {
  if (open.loops.empty()) return;
  const double best = open.loops.front().score;
  if (!plan.loops.empty() && best - plan.loops.front().score <= worth_telling) return;
  Plan first = open;
  first.loops.resize(1);
  const std::string closed = closures_on(tables, first, &day);
  if (closed.empty()) return;
  notice("the best loop would score " + rounded_score(best) + " but for: " + closed,
         "Choose another on_date.");
}

}  // namespace loopgenie::pg
