// One read-only SQL statement with typed parameters, run in the caller's snapshot.
//
// Its caller chooses nothing of it: search_path is pinned while statements run, every table it
// names must be the one that was locked under that name, and the types and the number of the
// columns that come back are checked before they are read.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "boundary.hpp"

extern "C" {
#include "executor/spi.h"
}

#include "loop/base/live.hpp"
#include "arguments.hpp"
#include "network_tables.hpp"

namespace loopgenie::pg {

// Opens the connection to SPI that statements need, and pins search_path. If an error passes
// through, the backend's own clean-up undoes both with the (sub)transaction.
class SpiSession {
 public:
  SpiSession();
  ~SpiSession();
  SpiSession(const SpiSession&) = delete;
  SpiSession& operator=(const SpiSession&) = delete;

 private:
  int exceptions_;
  int settings_level_ = 0;
  Live live_;
};

// One row that came back. A column that is null, or is not of the type that is read, throws
// Error(broken_network).
class Row {
 public:
  Row(TupleDesc description, HeapTuple tuple) : description_(description), tuple_(tuple) {}
  // One that the executor is just handing out.
  Row(TupleDesc description, TupleTableSlot* slot) : description_(description), slot_(slot) {}

  // Columns from 1.
  std::int64_t integer(int column) const;
  double real(int column) const;
  bool flag(int column) const;
  std::string string(int column) const;
  std::vector<std::int64_t> integers(int column) const;
  bool is_null(int column) const;

 private:
  Datum value(int column, Oid type) const;
  [[noreturn]] void throw_null(int column) const;

  TupleDesc description_;
  HeapTuple tuple_ = nullptr;
  TupleTableSlot* slot_ = nullptr;
};

// What a statement answered; freed with this, within the session.
class Rows {
 public:
  explicit Rows(SPITupleTable* table) : table_(table) {}
  ~Rows() { SPI_freetuptable(table_); }
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  std::uint64_t size() const { return table_->numvals; }
  Row operator[](std::uint64_t index) const { return Row(table_->tupdesc, table_->vals[index]); }
  // The first row, if any came.
  std::optional<Row> first() const;

  TupleDesc description() const { return table_->tupdesc; }
  HeapTuple tuple(std::uint64_t index) const { return table_->vals[index]; }

 private:
  SPITupleTable* table_;
};

class Statement {
 public:
  // {edge} in the statement stands for the network's table edge, and so on.
  Statement(const NetworkTables& tables, const std::string& sql);

  // Parameters $1, $2, … in the order of these calls.
  Statement& with(double value);
  Statement& with(std::int64_t value);
  Statement& with(const std::vector<std::int64_t>& values);
  Statement& with(const std::vector<double>& values);
  Statement& with(const std::vector<bool>& values);
  Statement& with(const std::vector<std::string>& values);
  Statement& with(const Geometry& geometry);
  Statement& with(Day day);

  // Throws Raised (40001) where a name stood for another table than the one that was locked:
  // schemas can be renamed at any time.
  Rows run();
  // The same for very many rows, which are handed on one by one and not kept.
  void run_each(const std::function<void(const Row&)>& read);

 private:
  Statement& add(Oid type, Datum value);
  Statement& add_array(Oid array_type, Oid type, std::vector<Datum>& values);

  std::string sql_;
  std::vector<Oid> reads_;
  std::vector<Oid> types_;
  std::vector<Datum> values_;
  Live live_;
};

}  // namespace loopgenie::pg
