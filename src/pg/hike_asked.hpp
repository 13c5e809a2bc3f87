// What a hike is asked by: so many miles, or so many hours.
#pragma once

#include <string>

#include "loop/days/itinerary.hpp"
#include "loop/network/network.hpp"
#include "arguments.hpp"

namespace loopgenie::pg {

struct HikeAsked {
  LengthsIn lengths;
  double length_m;  // in these lengths, as all that is printed
  double pace;

  bool in_hours() const { return lengths == LengthsIn::toil; }
  const char* argument() const { return in_hours() ? "hike_hours" : "hike_mi"; }
  std::string print(double length_m) const;
};

// By the positions of hike_mi, hike_hours and pace.
HikeAsked read_hike(const Arguments& arguments, int miles, int hours, int pace);

// Days of a hike where only their number is said: how short and how long each may be.
DaysAsked even_days(const HikeAsked& hike, int days);

}  // namespace loopgenie::pg
