#include "notice.hpp"

#include <cstdio>

#include "settings.hpp"
#include "statement.hpp"

namespace loopgenie::pg {
namespace {

void notice(const std::string& message, const std::string& hint) {
  const char* const text = message.c_str();
  const char* const advice = hint.c_str();
  call([&] { ereport(NOTICE, (errmsg("%s", text), errhint("%s", advice))); });
}

std::string rounded(double value) {
  char text[32];
  snprintf(text, sizeof text, "%.1f", value);
  return text;
}

std::string miles(double metres) { return rounded(metres / metres_per_mile) + " miles"; }

}  // namespace

void notice_no_trailhead(const NetworkTables& tables, const PlaceAsked& place) {
  Statement nearest(
      "SELECT coalesce(t.name::text, 'a nameless one'), d.drive_m / 1000"
      "  FROM " +
      tables["trailhead"] +
      " t,"
      "  LATERAL (SELECT loopgenie.geodesic_m($1, $2, t.geom) * $3 AS drive_m) d"
      " ORDER BY d.drive_m, t.id LIMIT 1");
  nearest.with(place.point.lat).with(place.point.lon).with(settings::drive_detour);
  SPITupleTable* const table = nearest.run();
  if (table->numvals == 0) {
    notice("the network has no trailheads", "Build it again with trails or a table of trailheads.");
    return;
  }
  const Row row(table, 0);
  notice("no trailhead within " + rounded(place.drive_m / 1000) + " km of driving; the nearest, " +
             row.string(1) + ", is " + rounded(row.real(2)) + " km away",
         "Raise drive_km, or name a place nearer to the trails.");
}

void notice_no_loop(const Plan& plan, const Request& request) {
  const std::string asked =
      "no loop of about " + miles(request.hike_m) + " from the trailheads within the drive";
  switch (plan.shortfall) {
    case Shortfall::none:
      return;
    case Shortfall::no_trail:
      notice(asked + ": no trail touches them", "Raise drive_km.");
      return;
    case Shortfall::too_short:
      notice(asked + "; the shortest there is takes " + miles(plan.nearest_m), "Raise hike_mi.");
      return;
    case Shortfall::too_long:
      notice(asked + "; walking every trail there and back takes " + miles(plan.nearest_m),
             "Lower hike_mi, or raise drive_km.");
      return;
    case Shortfall::limits:
      notice(plan.nearest_m > 0
                 ? asked + " keeps the limits; the nearest in length takes " + miles(plan.nearest_m)
                 : asked + " keeps the limits",
             "Raise tolerance, max_repeat or drive_km, or change hike_mi.");
      return;
  }
}

}  // namespace loopgenie::pg
