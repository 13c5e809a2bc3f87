#include "loop/drive/trailheads.hpp"

#include <algorithm>
#include <boost/geometry/formulas/vincenty_inverse.hpp>
#include <boost/geometry/srs/spheroid.hpp>

namespace loopgenie {
namespace {

// A degree of latitude is nowhere shorter than this.
constexpr double least_degree_m = 110'000;

}  // namespace

double geodesic_m(const Place& a, const Place& b) {
  using Inverse = boost::geometry::formula::vincenty_inverse<double, true, false>;
  const boost::geometry::srs::spheroid<double> wgs84(6378137.0,
                                                     6378137.0 * (1 - 1 / 298.257223563));
  constexpr double radians = 3.14159265358979323846 / 180;
  return Inverse::apply(a.lon * radians, a.lat * radians, b.lon * radians, b.lat * radians, wgs84)
      .distance;
}

std::vector<ReachableTrailhead> trailheads_within(const Network& network, const Place& place,
                                                  double drive_m, double detour, Effort& effort) {
  const double degrees = drive_m / detour / least_degree_m;
  const auto south = std::lower_bound(
      network.trailheads().begin(), network.trailheads().end(), place.lat - degrees,
      [](const TrailheadRow& trailhead, double lat) { return trailhead.lat < lat; });
  std::vector<ReachableTrailhead> trailheads;
  for (auto row = south; row != network.trailheads().end(); ++row) {
    if (row->lat > place.lat + degrees) break;
    effort.poll(20);
    const double trailhead_drive_m = geodesic_m(place, Place{row->lat, row->lon}) * detour;
    if (trailhead_drive_m > drive_m) continue;
    trailheads.push_back(ReachableTrailhead{row->id, row->node_id, trailhead_drive_m,
                                            row->stand_in != 0, row->road_node_id, row->kind_rank});
  }
  return trailheads;
}

}  // namespace loopgenie
