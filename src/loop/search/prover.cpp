#include "loop/search/prover.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

namespace loopgenie {
namespace {

// Quick ones first: few labels find most of what is better. Spurs are tried where little is left.
constexpr ExactPass passes[] = {
    {300, 400, 150, false, false, 0.001, 0, 3},
    {300, 150, 150, true, false, proof_margin, 0, 3},
    {2'000, 220, 110, false, false, 0.001, 0, 6},
    {2'000, 110, 110, true, false, 0.001, 0, 6},
    {2'000, 400, 150, false, true, 0.001, 0, 6},
    {2'000, 150, 150, true, true, proof_margin, 0, 6},
    {1'000, 800, 250, false, true, 0.001, 0, 6},
    {20'000, 100, 100, true, true, proof_margin, 0.8 * proof_margin, 1},
};
constexpr std::size_t pass_count = sizeof passes / sizeof passes[0];
static_assert(pass_count <= exact_passes_remembered);
// The first round that runs a pass.
constexpr int first_rounds[pass_count] = {0, 0, 3, 3, 3, 3, 3, 5};

}  // namespace

void Prover::raise_bounds(Deadline until, int round) {
  for (std::size_t i = 0; i < pass_count; ++i) {
    const int first_round = state_.answers.found() ? first_rounds[i] : first_rounds[i] / 2;
    if (round >= first_round && !state_.effort.past(until)) run_pass(i, until);
  }
}

// Raises the bound of the trailhead where it is least, again and again: by a look, then by an exact
// search. Where it stays open all are stuck at its bound, so others are worth a try only for a
// better answer; and it is tried again only when its gap has shrunk.
void Prover::run_pass(std::size_t number, Deadline until) {
  const ExactPass& pass = passes[number];
  using Entry = std::pair<Millimetres, std::size_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<Entry>> queue;
  for (std::size_t i = 0; i < state_.trailheads.size(); ++i)
    queue.emplace(state_.trailheads[i].least_penalty, i);
  const auto open = [&](std::size_t i) {
    return state_.answers.threshold() - state_.trailheads[i].least_penalty;
  };
  for (std::size_t tries = pass.tries; !queue.empty() && tries > 0;) {
    const std::size_t i = queue.top().second;
    queue.pop();
    RankedTrailhead& trailhead = state_.trailheads[i];
    if (open(i) <= state_.share(pass.gap) || state_.effort.past(until)) return;
    if (trailhead.looked_below < state_.answers.threshold()) {
      walks_.look(i);
      queue.emplace(trailhead.least_penalty, i);
      continue;
    }
    Millimetres& tried = trailhead.open_when_tried[number];
    const bool narrower =
        tried == 0 ||
        static_cast<double>(open(i)) <= state_.schedule.again_below * static_cast<double>(tried);
    if (narrower && exact_.provable(i, pass)) {
      tried = std::max<Millimetres>(1, open(i));
      exact_.prove(i, pass);
    }
    if (open(i) > state_.share(proof_margin)) --tries;
  }
}

}  // namespace loopgenie
