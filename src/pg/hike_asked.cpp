#include "hike_asked.hpp"

#include <cstdio>

#include "loop/base/hours.hpp"

namespace loopgenie::pg {
namespace {

// How long a day may be where nothing is said, of an even share of the hike.
constexpr double longest_of_even = 1.5;

}  // namespace

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

DaysAsked even_days(const HikeAsked& hike, int days) {
  DaysAsked asked;
  DayLimits& limits = asked.limits;
  limits.days = days;
  const double even_m = hike.length_m / days;
  (hike.in_hours() ? limits.least_toil : limits.shortest) = to_millimetres(even_m / 2);
  (hike.in_hours() ? limits.most_toil : limits.longest) = to_millimetres(even_m * longest_of_even);
  return asked;
}

}  // namespace loopgenie::pg
