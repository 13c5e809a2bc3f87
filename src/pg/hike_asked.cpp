#include "hike_asked.hpp"

#include <cstdio>

#include "loop/base/hours.hpp"

namespace loopgenie::pg {

std::string HikeAsked::print(double length_m) const {
  char text[48];
  const double amount = in_hours() ? hours_of(length_m, pace) : length_m / metres_per_mile;
  snprintf(text, sizeof text, in_hours() ? "%.1f hours" : "%.1f miles", amount);
  return text;
}

HikeAsked read_hike(const Arguments& arguments, int miles, int hours, int pace) {
  if (arguments.given(miles) == arguments.given(hours)) {
    throw Error(ErrorKind::invalid_argument,
                arguments.given(miles) ? "hike_mi and hike_hours are both given"
                                       : "neither hike_mi nor hike_hours is given",
                "Say how long to hike in miles or in hours, and leave out the other.");
  }
  const double walks = arguments.real(pace, "pace", 0.3, 3);
  if (arguments.given(miles)) {
    return {LengthsIn::metres, arguments.positive(miles, "hike_mi", 500) * metres_per_mile, walks};
  }
  return {LengthsIn::toil, toil_m_in(arguments.positive(hours, "hike_hours", 250), walks), walks};
}

}  // namespace loopgenie::pg
