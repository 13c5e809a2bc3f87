// loopgenie.walking_hours(length_m, ascent_m, pace)
#include "loop/base/hours.hpp"
#include "boundary.hpp"

extern "C" {

PG_FUNCTION_INFO_V1(loopgenie_walking_hours);

Datum loopgenie_walking_hours(PG_FUNCTION_ARGS) {
  return loopgenie::pg::guard([&] {
    return Float8GetDatum(
        loopgenie::walking_hours(PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(1), PG_GETARG_FLOAT8(2)));
  });
}
}
