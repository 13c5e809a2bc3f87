// Sorting of arrays as large as a network, which a cancel must not wait for.
#pragma once

#include <algorithm>
#include <functional>
#include <vector>

#include "loop/base/effort.hpp"

namespace loopgenie {

// As std::sort; each comparison polls as a unit would.
template <typename T, typename Less>
void sort_polling(std::vector<T>& values, Effort& effort, Less less) {
  std::sort(values.begin(), values.end(), [&](const T& a, const T& b) {
    effort.poll(1);
    return less(a, b);
  });
}

// What is left is in order, and each value in it once.
template <typename T>
void sort_unique_polling(std::vector<T>& values, Effort& effort) {
  sort_polling(values, effort, std::less<T>());
  const auto same = [&](const T& a, const T& b) {
    effort.poll(1);
    return a == b;
  };
  values.erase(std::unique(values.begin(), values.end(), same), values.end());
}

}  // namespace loopgenie
