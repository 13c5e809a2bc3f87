#include "effort_allowed.hpp"

#include <algorithm>

#include "loop/planner.hpp"
#include "settings.hpp"

namespace loopgenie::pg {
namespace {

constexpr WorkUnits most_asked = 10'000'000'000;

}  // namespace

EffortAllowed allow_effort(const Arguments& arguments, int position, Request& request) {
  const WorkUnits usual = usual_effort(request);
  if (arguments.given(position)) {
    request.effort = arguments.big_integer(position, "effort", 1, most_asked);
  } else {
    request.effort = usual;
    request.effort_for_any = usual_effort_for_any(request);
  }
  const WorkUnits most = settings::max_effort > 0 ? settings::max_effort : unlimited_effort;
  const bool by_setting = std::max(request.effort, request.effort_for_any) >= most;
  request.effort = std::min(request.effort, most);
  request.effort_for_any = std::min(request.effort_for_any, most);
  return EffortAllowed{std::max(request.effort, request.effort_for_any), usual, by_setting};
}

}  // namespace loopgenie::pg
