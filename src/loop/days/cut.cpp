#include "loop/days/cut.hpp"

#include <algorithm>
#include <map>
#include <queue>
#include <tuple>
#include <utility>

namespace loopgenie {
namespace {

// What the days so far amount to, and where the last of them began.
struct Stage {
  Millimetres cost = unreachable;
  double squares = 0;
  std::size_t from = 0;

  bool operator<(const Stage& other) const {
    return std::tie(cost, squares) < std::tie(other.cost, other.squares);
  }
};

Millimetres worse(Millimetres a, Millimetres b) { return std::max(a, b); }
Millimetres sum(Millimetres a, Millimetres b) { return a + b; }

// The best way through the stops in one day, in two and so on: `rate` tells what a day costs,
// unreachable where it is none, and `combine` what several do. No day is longer than `reach`.
class Stages {
 public:
  template <typename Rate>
  Stages(const std::vector<Stop>& stops, std::size_t days, Millimetres reach, const Rate& rate,
         Millimetres (*combine)(Millimetres, Millimetres), Effort& effort)
      : stages_(days, std::vector<Stage>(stops.size())) {
    for (std::size_t k = 0; k < days; ++k) {
      for (std::size_t to = 1; to < stops.size(); ++to) {
        std::size_t from = k == 0 ? 0 : to - 1;
        std::size_t looks = 1;
        for (; stops[to].length - stops[from].length <= reach; --from, ++looks) {
          const Stage before = k == 0 ? Stage{0, 0, 0} : stages_[k - 1][from];
          if (before.cost < unreachable) {
            step(stages_[k][to], before, rate(stops[from], stops[to]), from, combine);
          }
          if (from == 0) break;
        }
        effort.spend(static_cast<std::int64_t>(looks));
      }
    }
  }

  const Stage& end(std::size_t days) const { return stages_[days - 1].back(); }

  std::vector<std::size_t> nights(std::size_t days) const {
    std::vector<std::size_t> nights;
    std::size_t stop = stages_[0].size() - 1;
    for (std::size_t k = days; k-- > 1;) nights.push_back(stop = stages_[k][stop].from);
    std::reverse(nights.begin(), nights.end());
    return nights;
  }

 private:
  static void step(Stage& stage, const Stage& before, Millimetres day, std::size_t from,
                   Millimetres (*combine)(Millimetres, Millimetres)) {
    if (day == unreachable) return;
    const double metres = to_metres(day);
    const Stage next{combine(before.cost, day), before.squares + metres * metres, from};
    if (next < stage) stage = next;
  }

  std::vector<std::vector<Stage>> stages_;  // by day and the stop at which it ends
};

bool within(const DayLimits& limits, Millimetres length, Millimetres toil) {
  return length >= limits.shortest && length <= limits.longest && toil >= limits.least_toil &&
         toil <= limits.most_toil;
}

struct Attempt {
  Cut cut;
  double squares;
  std::vector<std::size_t> excluded;

  bool operator<(const Attempt& other) const {  // for a queue whose top is the best
    return std::tie(cut.hardest, squares, excluded) >
           std::tie(other.cut.hardest, other.squares, other.excluded);
  }
};

std::optional<Attempt> attempt(const std::vector<Stop>& stops, const DayLimits& limits,
                               std::vector<std::size_t> excluded, Effort& effort) {
  std::vector<Stop> open;
  std::vector<std::size_t> index;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    if (std::find(excluded.begin(), excluded.end(), i) != excluded.end()) continue;
    open.push_back(stops[i]);
    index.push_back(i);
  }
  const auto rate = [&](const Stop& from, const Stop& to) {
    const Millimetres toil = to.toil - from.toil;
    return within(limits, to.length - from.length, toil) ? toil : unreachable;
  };
  const std::size_t days = static_cast<std::size_t>(limits.days);
  const Stages stages(open, days, limits.longest, rate, worse, effort);
  if (stages.end(days).cost == unreachable) return std::nullopt;
  Attempt found{Cut{{}, stages.end(days).cost}, stages.end(days).squares, std::move(excluded)};
  for (const std::size_t night : stages.nights(days)) found.cut.nights.push_back(index[night]);
  return found;
}

// The nights at the first node where there are more of them than beds.
std::vector<std::size_t> crowded(const std::vector<Stop>& stops, const Cut& cut) {
  std::map<NodeIndex, std::vector<std::size_t>> guests;
  for (const std::size_t night : cut.nights) {
    std::vector<std::size_t>& here = guests[stops[night].node];
    here.push_back(night);
    if (static_cast<int>(here.size()) > stops[night].beds) return here;
  }
  return {};
}

}  // namespace

std::optional<Cut> cut_days(const std::vector<Stop>& stops, const DayLimits& limits,
                            Effort& effort) {
  if (stops.size() < static_cast<std::size_t>(limits.days) + 1) return std::nullopt;
  std::priority_queue<Attempt> open;
  const auto open_without = [&](std::vector<std::size_t> excluded) {
    if (std::optional<Attempt> next = attempt(stops, limits, std::move(excluded), effort)) {
      open.push(std::move(*next));
    }
  };
  open_without({});
  for (int tries = 0; !open.empty() && tries < most_exclusions; ++tries) {
    const Attempt best = open.top();
    open.pop();
    const std::vector<std::size_t> guests = crowded(stops, best.cut);
    if (guests.empty()) return best.cut;
    for (const std::size_t guest : guests) {
      std::vector<std::size_t> excluded = best.excluded;
      excluded.push_back(guest);
      std::sort(excluded.begin(), excluded.end());
      open_without(std::move(excluded));
    }
  }
  return std::nullopt;
}

Millimetres days_to_mend(const std::vector<Stop>& stops, const DayLimits& limits, Effort& effort) {
  const auto outside = [](Millimetres least, Millimetres most, Millimetres value) {
    return std::max<Millimetres>({0, least - value, value - most});
  };
  const auto rate = [&](const Stop& from, const Stop& to) {
    return outside(limits.shortest, limits.longest, to.length - from.length) +
           outside(limits.least_toil, limits.most_toil, to.toil - from.toil);
  };
  const std::size_t days = static_cast<std::size_t>(limits.days);
  const Stages stages(stops, days, unreachable, rate, sum, effort);
  const Millimetres half_a_day = stops.back().length / limits.days / 2;
  Millimetres least = unreachable;
  for (std::size_t k = 1; k <= days; ++k) {
    const Millimetres missing = static_cast<Millimetres>(days - k) * half_a_day;
    least = std::min(least, stages.end(k).cost + missing);
  }
  return least;
}

LongestDay longest_day(const std::vector<Stop>& stops, int days, Millimetres Stop::*by,
                       Effort& effort) {
  const auto rate = [by](const Stop& from, const Stop& to) { return to.*by - from.*by; };
  const Stages stages(stops, static_cast<std::size_t>(days), unreachable, rate, worse, effort);
  std::size_t best = 1;
  for (std::size_t k = 2; k <= static_cast<std::size_t>(days); ++k) {
    if (stages.end(k).cost < stages.end(best).cost) best = k;
  }
  std::vector<std::size_t> ends = stages.nights(best);
  ends.push_back(stops.size() - 1);
  LongestDay longest{stops.front(), stops.front()};
  std::size_t from = 0;
  for (const std::size_t end : ends) {
    const LongestDay day{stops[from], stops[end]};
    if (rate(day.from, day.to) > rate(longest.from, longest.to)) longest = day;
    from = end;
  }
  return longest;
}

}  // namespace loopgenie
