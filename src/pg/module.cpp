// What the backend looks for when it loads the library.
extern "C" {
#include "postgres.h"

#include "fmgr.h"
}

#include "loop/base/live.hpp"
#include "boundary.hpp"
#include "settings.hpp"

extern "C" {

// Postgres 18's macro leaves fields to be zero.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
PG_MODULE_MAGIC;

void _PG_init(void) { loopgenie::pg::settings::define(); }

PG_FUNCTION_INFO_V1(loopgenie_live_objects);

Datum loopgenie_live_objects(PG_FUNCTION_ARGS) {
  return loopgenie::pg::guard([&] { return Int64GetDatum(loopgenie::Live::count()); });
}
}
