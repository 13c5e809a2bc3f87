// Arrays as large as a network, filled piece by piece: the first touch of new memory takes the
// system its time, and a cancel must not wait for all of it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "loop/base/effort.hpp"

namespace loopgenie {

// Each element polls as a unit would.
template <typename T>
std::vector<T> fill_polling(std::size_t size, const T& value, Effort& effort) {
  constexpr std::size_t piece = 10'000;
  std::vector<T> values;
  values.reserve(size);
  while (values.size() < size) {
    const std::size_t more = std::min(piece, size - values.size());
    values.insert(values.end(), more, value);
    effort.poll(static_cast<WorkUnits>(more));
  }
  return values;
}

}  // namespace loopgenie
