#include "outline.hpp"

#include <string>

#include "statement.hpp"

namespace loopgenie::pg {

Outline require_outline(const NetworkTables& tables, const Geometry& geometry, const char* name) {
  Statement statement(tables,
                      "SELECT o.points, o.count, o.min_lat, o.max_lat, o.min_lon, o.max_lon"
                      "  FROM loopgenie.outline(loopgenie.put_in_degrees($1)) AS o");
  statement.with(geometry);
  const Rows rows = statement.run();
  const Row row = rows[0];
  // NaN is between nothing.
  if (row.real(3) >= -90 && row.real(4) <= 90 && row.real(5) >= -180 && row.real(6) <= 180) {
    return Outline{row.flag(1), row.integer(2)};
  }
  throw Error(
      ErrorKind::invalid_argument, std::string(name) + " lies nowhere on earth",
      "Give a geometry in EPSG:4326: longitude -180 to 180 first, then latitude -90 to 90.");
}

}  // namespace loopgenie::pg
