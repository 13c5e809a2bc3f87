// Sorting of arrays as large as a network, which a cancel must not wait for.
#pragma once

#include <algorithm>
#include <cstddef>
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

// The same for rows of a table, of which no two are equal. They come in order but for those at the
// end that were written last: then only these are sorted, and merged with the rest.
template <typename AnyRow, typename Less>
void sort_rows_polling(std::vector<AnyRow>& rows, Effort& effort, Less less) {
  constexpr std::ptrdiff_t few_of = 16;
  const auto polling = [&](const AnyRow& a, const AnyRow& b) {
    effort.poll(1);
    return less(a, b);
  };
  const auto written_last = std::is_sorted_until(rows.begin(), rows.end(), polling);
  if (rows.end() - written_last > (rows.end() - rows.begin()) / few_of) {
    std::sort(rows.begin(), rows.end(), polling);
  } else {
    std::sort(written_last, rows.end(), polling);
    std::inplace_merge(rows.begin(), written_last, rows.end(), polling);
  }
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
