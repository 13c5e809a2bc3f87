// What a geometry that a caller gives is made of, and whether it lies anywhere.
#pragma once

#include <cstdint>

#include "arguments.hpp"
#include "network_tables.hpp"

namespace loopgenie::pg {

struct Outline {
  bool points;         // and no lines or areas
  std::int64_t count;  // of its coordinates
};

// Throws Error(invalid_argument) where it is empty or not in degrees. Needs a connection to SPI.
Outline require_outline(const NetworkTables& tables, const Geometry& geometry, const char* name);

}  // namespace loopgenie::pg
