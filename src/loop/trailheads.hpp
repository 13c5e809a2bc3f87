// The trailheads inside a drive.
#pragma once

#include <vector>

#include "network.hpp"
#include "request.hpp"

namespace loopgenie {

struct Place {
  double lat;  // degrees
  double lon;
};

// Without roads: the geodesic distance (WGS 84, metres) times the detour that roads make.
std::vector<Start> trailheads_within(const Network& network, const Place& place, double drive_m,
                                     double detour);

double geodesic_m(const Place& a, const Place& b);

}  // namespace loopgenie
