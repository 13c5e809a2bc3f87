// What a request may spend: what is asked or else the usual, and no more than
// loopgenie.max_effort allows.
#pragma once

#include "loop/base/effort.hpp"
#include "loop/search/request.hpp"
#include "arguments.hpp"

namespace loopgenie::pg {

struct EffortAllowed {
  WorkUnits units;
  WorkUnits usual;  // what it would have been if nothing were said of it
  bool by_setting;  // loopgenie.max_effort allows no more
};

// By the position of effort. The request must have its length and its days.
EffortAllowed allow_effort(const Arguments& arguments, int position, Request& request);

}  // namespace loopgenie::pg
