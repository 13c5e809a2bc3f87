// How long a hike takes: 4 km and 600 m of climb an hour with a pack, after Naismith. In whole
// numbers that is a length: the hike's, and for each metre of climb as many metres of flat ground
// as are walked in the same time. It is called the toil of a hike here.
#pragma once

#include <cmath>

#include "loop/base/units.hpp"

namespace loopgenie {

constexpr double flat_m_per_hour = 4000;
constexpr double climb_m_per_hour = 600;

// An unknown climb (NaN) counts as flat.
inline Millimetres toil_of(Millimetres length, double climb_m) {
  return climb_m > 0 ? length + to_millimetres(climb_m * (flat_m_per_hour / climb_m_per_hour))
                     : length;
}

// `pace` is how much faster someone walks.
inline Millimetres toil_in(double hours, double pace) {
  return to_millimetres(hours * pace * flat_m_per_hour);
}

}  // namespace loopgenie
