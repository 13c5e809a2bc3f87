// Writes answers as rows of the calling SQL function.
#pragma once

#include <vector>

#include "loop/planner.hpp"
#include "boundary.hpp"
#include "network_tables.hpp"
#include "statement.hpp"

namespace loopgenie::pg {

// The rows of a set-returning function, kept in the executor's memory until they are read.
class RowSink {
 public:
  explicit RowSink(FunctionCallInfo call_info);

  // Runs a statement whose columns are those of the function's result, and appends its rows.
  void append(Statement& statement);

 private:
  ReturnSetInfo* result_;
};

// Hours are at the pace.
void emit_loops(RowSink& rows, const NetworkTables& tables, const Plan& plan, double pace);
void emit_trailheads(RowSink& rows, const NetworkTables& tables,
                     const std::vector<ReachableTrailhead>& trailheads);

}  // namespace loopgenie::pg
