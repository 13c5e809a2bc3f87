#include "loop/search/prover.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

namespace loopgenie {
namespace {

using Entry = std::pair<Millimetres, std::size_t>;
// Trailheads by their bounds, the least first.
using Queue = std::priority_queue<Entry, std::vector<Entry>, std::greater<Entry>>;

Queue by_bound(const std::vector<RankedTrailhead>& trailheads) {
  Queue queue;
  for (std::size_t i = 0; i < trailheads.size(); ++i) queue.emplace(trailheads[i].least_penalty, i);
  return queue;
}

}  // namespace

void Prover::raise_bounds(Deadline until, int round) {
  const int sooner = state_.answers.found() ? 0 : 1;
  for (std::size_t i = 0; i < finding_pass_count; ++i) {
    if (round + sooner >= finding_passes[i].first_round)
      look_for_better(finding_passes[i], i, until);
  }
  if (round >= state_.schedule.first_proof_round) prove(until, 1);
}

// At the trailheads of least bound, each time by a look and then by an exact search. Those that
// stay open are stuck at their bound, so others are worth a try only for a better answer.
void Prover::look_for_better(const ExactPass& pass, std::size_t number, Deadline until) {
  const auto open = [&](std::size_t i) {
    return state_.answers.threshold() - state_.trailheads[i].least_penalty;
  };
  Queue queue = by_bound(state_.trailheads);
  for (std::size_t tries = pass.tries; !queue.empty() && tries > 0;) {
    const std::size_t i = queue.top().second;
    queue.pop();
    if (open(i) <= state_.share(pass.gap) || state_.effort.past(until)) return;
    if (state_.trailheads[i].looked_below < state_.answers.threshold()) {
      walks_.look(i);
      queue.emplace(state_.trailheads[i].least_penalty, i);
      continue;
    }
    try_pass(i, pass, number, open(i));
    if (open(i) > state_.share(proof_margin)) --tries;
  }
}

void Prover::prove(Deadline until, std::size_t passes) {
  Queue queue = by_bound(state_.trailheads);
  while (!queue.empty() && !state_.effort.past(until)) {
    const std::size_t i = queue.top().second;
    if (state_.trailheads[i].least_penalty >= state_.proof_threshold() || !raise_bound(i, passes))
      return;
    queue.pop();
    queue.emplace(state_.trailheads[i].least_penalty, i);
  }
}

// By the next that there is to try. False where all was tried.
bool Prover::raise_bound(std::size_t i, std::size_t passes) {
  const Millimetres below = state_.proof_threshold();
  RankedTrailhead& trailhead = state_.trailheads[i];
  if (trailhead.looked_below < below) {
    walks_.look(i, below);
    return true;
  }
  for (std::size_t number = 0; number < passes; ++number) {
    if (try_pass(i, proof_passes[number], finding_pass_count + number,
                 below - trailhead.least_penalty)) {
      return true;
    }
  }
  return false;
}

// Again only where what is open has shrunk since.
bool Prover::try_pass(std::size_t i, const ExactPass& pass, std::size_t number, Millimetres open) {
  Millimetres& tried = state_.trailheads[i].open_when_tried[number];
  const bool narrower = tried == 0 || static_cast<double>(open) <=
                                          state_.schedule.again_below * static_cast<double>(tried);
  if (!narrower || !exact_.provable(i, pass)) return false;
  tried = std::max<Millimetres>(1, open);
  exact_.prove(i, pass);
  return true;
}

}  // namespace loopgenie
