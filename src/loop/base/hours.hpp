// How long a hike takes.
//
// With a pack one walks 4 km and climbs 600 m in an hour, and what both take adds up; descents and
// rests are not counted. It lies among what is in use (a walk of 16 km with 1,000 m up and down):
//
//   W. W. Naismith (Scottish Mountaineering Club Journal 2, 1892)   4.8 km/h + 610 m/h      4 h 57
//   book time of the AMC White Mountain Guide: 30 minutes a mile,
//     30 minutes for 1,000 feet of climb                            3.2 km/h + 610 m/h      6 h 37
//   German and Austrian Alpine clubs, DIN 33466: 4 km/h; 300 m/h
//     up, 500 m/h down; the larger and half of the smaller                                  7 h 20
//   Swiss Alpine Club: 4 km/h; 400 m/h up, 800 m/h down; the same                           5 h 53
//   here                                                            4 km/h   + 600 m/h      5 h 40
//
// In whole numbers that is a length: the hike's, and for each metre of climb as many metres of flat
// ground as are walked in the same time. It is called the toil of a hike here.
#pragma once

#include <algorithm>

#include "loop/base/units.hpp"

namespace loopgenie {

constexpr double flat_m_per_hour = 4000;
constexpr double climb_m_per_hour = 600;

// `pace` is how much faster someone walks.
inline double walking_hours(double length_m, double ascent_m, double pace) {
  return (length_m / flat_m_per_hour + ascent_m / climb_m_per_hour) / pace;
}

// An unknown climb (NaN) counts as flat, and none is higher than this.
constexpr double most_climb_m = 1e7;
inline double climb_as_length_m(double climb_m) {
  return climb_m > 0 ? std::min(climb_m, most_climb_m) * (flat_m_per_hour / climb_m_per_hour) : 0;
}

inline Millimetres toil_of(Millimetres length, double climb_m) {
  return length + to_millimetres(climb_as_length_m(climb_m));
}

// The toil of a hike that takes so long, and the other way round.
inline double toil_m_in(double hours, double pace) { return hours * pace * flat_m_per_hour; }
inline double hours_of(double toil_m, double pace) { return toil_m / flat_m_per_hour / pace; }

}  // namespace loopgenie
