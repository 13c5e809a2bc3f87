// Units inside the planner. Lengths and penalties are whole millimetres, so that sums do
// not depend on their order and equal loops compare equal on every machine.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

namespace loopgenie {

using Millimetres = std::int64_t;

constexpr Millimetres unreachable = std::numeric_limits<Millimetres>::max() / 4;
constexpr double metres_per_mile = 1609.344;

inline Millimetres to_millimetres(double metres) { return std::llround(metres * 1000.0); }
inline double to_metres(Millimetres length) { return static_cast<double>(length) / 1000.0; }

}  // namespace loopgenie
