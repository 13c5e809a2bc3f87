// One read-only SQL statement with typed parameters, run in the caller's snapshot.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "boundary.hpp"

extern "C" {
#include "executor/spi.h"
}

#include "loop/base/live.hpp"

namespace loopgenie::pg {

// Opens the connection to SPI that statements need. If an error passes through, the
// backend's own clean-up closes it with the transaction.
class SpiSession {
 public:
  SpiSession();
  ~SpiSession();
  SpiSession(const SpiSession&) = delete;
  SpiSession& operator=(const SpiSession&) = delete;

 private:
  int exceptions_;
  Live live_;
};

class Statement {
 public:
  explicit Statement(std::string sql) : sql_(std::move(sql)) {}

  // Parameters $1, $2, … in the order of these calls.
  Statement& with(double value);
  Statement& with(std::int64_t value);
  Statement& with(const std::vector<std::int64_t>& values);
  Statement& with(const std::vector<double>& values);
  Statement& with(const std::vector<bool>& values);
  Statement& with(const std::vector<std::string>& values);

  // Reads at most `most` rows (0: all). The table is valid until the session ends.
  SPITupleTable* run(long most = 0);

 private:
  Statement& add(Oid type, Datum value);
  Statement& add_array(Oid array_type, Oid type, std::vector<Datum>& values);

  std::string sql_;
  std::vector<Oid> types_;
  std::vector<Datum> values_;
  Live live_;
};

// Columns of a row, from 1; the column must have the type and not be null.
class Row {
 public:
  Row(SPITupleTable* table, std::uint64_t index)
      : description_(table->tupdesc), tuple_(table->vals[index]) {}

  std::int64_t integer(int column) const { return DatumGetInt64(value(column)); }
  double real(int column) const { return DatumGetFloat8(value(column)); }
  bool flag(int column) const { return DatumGetBool(value(column)); }
  std::string string(int column) const;

 private:
  Datum value(int column) const;

  TupleDesc description_;
  HeapTuple tuple_;
};

}  // namespace loopgenie::pg
