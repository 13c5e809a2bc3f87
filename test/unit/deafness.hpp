// How long a piece of work does not listen: the longest stretch between two polls.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <vector>

namespace loopgenie::test {

// In seconds of processor time: what else the machine does is not ours to answer for. Even so the
// system may take long for a page of memory on a busy day. The work, which polls through what it is
// given, is the same each time and so are its stretches: where one is longer than `most_s`, all is
// done again, and of each stretch the shortest counts. A deaf one is deaf each time.
inline double longest_gap_s(double most_s,
                            const std::function<void(const std::function<void()>& poll)>& work) {
  constexpr int most_times = 4;
  std::vector<std::clock_t> gaps;
  double longest_s = 0;
  for (int time = 0; time == 0 || (time < most_times && longest_s >= most_s); ++time) {
    std::vector<std::clock_t> seen;
    std::clock_t last = std::clock();
    const auto poll = [&] {
      const std::clock_t now = std::clock();
      seen.push_back(now - last);
      last = std::clock();
    };
    work(poll);
    poll();
    if (time == 0) gaps = seen;
    EXPECT_EQ(gaps.size(), seen.size()) << "another work each time";
    if (gaps.size() != seen.size()) break;
    for (std::size_t i = 0; i < gaps.size(); ++i) gaps[i] = std::min(gaps[i], seen[i]);
    longest_s = static_cast<double>(*std::max_element(gaps.begin(), gaps.end())) / CLOCKS_PER_SEC;
  }
  return longest_s;
}

}  // namespace loopgenie::test
