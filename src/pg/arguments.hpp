// What the SQL functions are called with, checked against the documented ranges.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loop/drive/trailheads.hpp"
#include "boundary.hpp"

namespace loopgenie::pg {

// As PostGIS stores it; nothing in C++ looks into it.
struct Geometry {
  Oid type;
  Datum value;
};

// Days since 2000-01-01.
struct Day {
  std::int32_t number;
};

// Reads the arguments of one call by position and name. Null, NaN, infinite and out of range
// end in Error(invalid_argument).
class Arguments {
 public:
  explicit Arguments(FunctionCallInfo call_info) : call_info_(call_info) {}

  double real(int position, const char* name, double least, double most) const;
  // As real(), but 0 is out of range.
  double positive(int position, const char* name, double most) const;
  int integer(int position, const char* name, int least, int most) const;
  std::int64_t id(int position, const char* name) const;
  std::int64_t big_integer(int position, const char* name, std::int64_t least,
                           std::int64_t most) const;
  bool flag(int position, const char* name) const;
  // Nothing where the argument is null; nulls in it are left out.
  std::optional<std::vector<std::string>> texts(int position) const;
  // Nothing where the argument is null.
  std::optional<Geometry> geometry(int position) const;
  std::optional<Day> day(int position, const char* name) const;
  bool given(int position) const { return !argument(position).isnull; }
  // The setting loopgenie.network where the argument is null.
  std::string network(int position) const;

 private:
  // Ends in an error where the function was made by an older version, which knew fewer.
  const NullableDatum& argument(int position) const;
  void reject_null(int position, const char* name) const;

  FunctionCallInfo call_info_;
};

// The place asked, the drive, and the network: what plan_loop and reachable_trailheads share.
struct PlaceAsked {
  Place point;
  double drive_m;
  std::string network;
};
PlaceAsked read_place(const Arguments& arguments, int network_position);

}  // namespace loopgenie::pg
