#include "loop/search/rounds.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace loopgenie {
namespace {

// How much of its share a part of the round gets: less where it gained nothing.
class Fading {
 public:
  explicit Fading(const SearchSchedule& schedule) : schedule_(schedule) {}
  double operator*(double share) const { return weight_ * share; }
  void judge(bool gained) {
    weight_ = gained ? 1 : std::max(schedule_.faintest, schedule_.fading * weight_);
  }

 private:
  const SearchSchedule& schedule_;
  double weight_ = 1;
};

}  // namespace

void Rounds::find_best() {
  const SearchSchedule& schedule = state_.schedule;
  const double scale = length_scale(state_.target.length, schedule);
  double units = schedule.first_round * scale;
  Fading explore_fading(schedule), improve_fading(schedule), prove_fading(schedule);
  Millimetres known = unreachable;
  double last_gain = 0;
  if (via_walks_) via_walks_->bound_trailheads();
  double idle = 0;
  for (int round = 0;; ++round, units *= schedule.round_growth) {
    const double began = static_cast<double>(state_.effort.spent());
    Millimetres before = state_.answers.threshold();
    const auto gained = [&] {
      return state_.answers.threshold() <= before - state_.share(schedule.gain);
    };
    const auto judge = [&](Fading& fading) {
      fading.judge(gained());
      before = state_.answers.threshold();
    };
    explore(state_.in(explore_fading * schedule.explore * units), round);
    if (enough()) return;
    if (round > 0) transfer();
    judge(explore_fading);

    if (round > 0 && state_.gap() > schedule.chain_gap && !via_walks_) chain();
    if (round > 1 && round % 2 == 0 && state_.gap() > schedule.divert_gap) divert(round);
    const double improving =
        state_.answers.found() ? improve_fading * schedule.improve : schedule.improve_first;
    for (int slice = 0; slice < schedule.slices && !proven(round); ++slice) {
      if (state_.several_days) camp_ways_.lead(state_.in(schedule.camp_ways * units));
      improve(state_.in(improving * units / schedule.slices));
      combiner_.merge(state_.in(schedule.merge * units), slice % 2 == 1);
      if (round > 0 && state_.answers.found()) combiner_.widen(state_.in(schedule.windows * units));
    }
    judge(improve_fading);

    const double proving =
        state_.answers.found() ? prove_fading * schedule.prove : schedule.prove_first;
    if (!proven(round)) prover_.raise_bounds(state_.in(proving * units), round);
    if (state_.several_days && round > 0) search_days(state_.in(schedule.days * units));
    judge(prove_fading);

    if (proven(round) || enough() || state_.effort.exhausted()) return;
    const double spent = static_cast<double>(state_.effort.spent());
    idle = spent - began < schedule.idle_round * units ? idle + 1 : 0;
    if (idle == schedule.most_idle) return prover_.prove(state_.effort.allowed(), proof_pass_count);
    if (state_.answers.threshold() < known - state_.share(schedule.gain)) {
      known = state_.answers.threshold();
      last_gain = spent;
    }
    if (!state_.answers.found()) continue;
    const double wide = std::clamp(state_.gap() / schedule.wide_gap, 1.0, schedule.most_patience);
    if (spent >= std::max(schedule.least_patience * scale * wide, schedule.patience * last_gain))
      return prover_.prove(state_.effort.allowed(), proof_pass_count);
  }
}

// What walks beside itself may have a rival that is as good as proven and does not: that is worth
// a few rounds.
bool Rounds::proven(int round) const {
  const bool beside = state_.answers.threshold() > state_.answers.penalty();
  if (state_.gap() <= state_.schedule.proof_gap &&
      (!beside || round >= state_.schedule.rounds_for_rivals))
    return true;
  return state_.none_may_beat();
}

std::vector<std::size_t> Rounds::likeliest() const {
  std::vector<std::size_t> order(state_.trailheads.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    state_.effort.poll(1);
    return state_.trailheads[a].likely_penalty < state_.trailheads[b].likely_penalty;
  });
  return order;
}

// At least one new trailhead in the first rounds, however little there is to spend.
void Rounds::explore(Deadline until, int round) {
  bool explored = round >= state_.schedule.sure_rounds;
  for (const std::size_t i : likeliest()) {
    if (enough() || (explored && state_.effort.past(until))) return;
    if (state_.trailheads[i].explored || !state_.may_beat(i)) continue;
    explored = true;
    if (solve_small(i)) continue;
    if (!state_.answers.found()) {
      explore_first(i);
    } else {
      state_.trailheads[i].explored = true;
      walks_.explore(i, static_cast<std::size_t>(state_.schedule.walks_explored));
      if (via_walks_) via_walks_->lead(i);
    }
  }
}

bool Rounds::small_network() const {
  return state_.core.graph().edge_count() <= state_.schedule.small_network;
}

// Where all that is in reach is little, nothing else need be tried.
bool Rounds::solve_small(std::size_t i) {
  if (!small_network()) return false;
  exact_.prove(i, small_pass);
  if (state_.several_days && !state_.trailheads[i].solved)
    exact_.search_days(i, static_cast<WorkUnits>(state_.schedule.days_effort));
  return state_.trailheads[i].solved;
}

// Where no more corridors than that can be part of something better, all of it may be walked.
void Rounds::search_days(Deadline until) {
  for (const std::size_t i : likeliest()) {
    if (state_.effort.past(until)) return;
    const RankedTrailhead& trailhead = state_.trailheads[i];
    if (!state_.may_beat(i) || trailhead.looked_below < state_.answers.threshold() ||
        trailhead.access.corridors_below(state_.threshold(i)) > state_.schedule.days_corridors) {
      continue;
    }
    exact_.search_days(i, until.at - state_.effort.spent());
  }
}

// No answer tells yet how little penalty to look for, but what is likely there does, more or
// less. The sooner an answer is good, the less there is to look at.
void Rounds::explore_first(std::size_t i) {
  RankedTrailhead& trailhead = state_.trailheads[i];
  const auto most = static_cast<std::size_t>(state_.schedule.walks_explored);
  const Millimetres likely = trailhead.likely_penalty - trailhead.drive_penalty;
  const Millimetres below = trailhead.drive_penalty + state_.share(state_.schedule.surely_above) +
                            std::min(2 * likely, state_.share(state_.schedule.most_above));
  const std::size_t known = state_.pool.size();
  trailhead.explored = true;
  const auto left = static_cast<double>(state_.effort.left());
  const double look =
      std::max(left - state_.schedule.short_steps, left * state_.schedule.least_look);
  const bool seen = state_.effort.is_enough(static_cast<WorkUnits>(look), [&] {
    walks_.explore(i, most, below);
    if (state_.pool.size() == known) walks_.explore(i, most);
  });
  if (!seen) walks_.step_out(i);
  if (via_walks_) via_walks_->lead(i);
  if (state_.pool.size() > known) {
    walks_.improve(known, static_cast<int>(state_.schedule.patience_spans), 0,
                   state_.in(state_.schedule.first_improvement));
  }
}

// Starts the best walks from the other trailheads on them too, the nearest ones.
void Rounds::transfer() {
  std::unordered_map<NodeIndex, std::size_t> at;
  for (std::size_t i = 0; i < state_.trailheads.size(); ++i) {
    if (state_.may_beat(i)) at.emplace(state_.junction(i), i);
  }
  state_.effort.spend(static_cast<WorkUnits>(state_.trailheads.size()));
  std::vector<std::size_t> best = state_.live_walks();
  best.resize(std::min(best.size(), static_cast<std::size_t>(state_.schedule.transferred)));
  std::vector<PooledWalk> from;
  for (const std::size_t i : best) from.push_back(state_.pool[i]);
  for (const PooledWalk& walk : from) {
    if (!transferred_.emplace(walk.walk.penalty, walk.walk.length).second) continue;
    std::set<std::pair<Millimetres, std::size_t>> nearest;
    for (const Arc& arc : walk.walk.arcs) {
      const auto other = at.find(arc.head);
      if (other == at.end() || other->second == walk.trailhead) continue;
      nearest.emplace(state_.trailheads[other->second].drive_penalty, other->second);
    }
    state_.effort.spend(static_cast<WorkUnits>(walk.walk.arcs.size()));
    double left = state_.schedule.transferred_to;
    for (auto to = nearest.begin(); to != nearest.end() && left > 0; ++to, --left) {
      walks_.transfer(walk, to->second);
    }
  }
}

void Rounds::chain() {
  double left = state_.schedule.chained_at_once;
  for (const std::size_t i : likeliest()) {
    RankedTrailhead& trailhead = state_.trailheads[i];
    if (left <= 0 || state_.effort.exhausted()) return;
    if (!trailhead.explored || trailhead.chained || !state_.may_beat(i)) continue;
    trailhead.chained = true;
    walks_.chain(i, static_cast<int>(state_.schedule.chain_links));
    --left;
  }
}

// Walks that keep off a part of the best one, another each time, and now and then off all of it.
void Rounds::divert(int round) {
  const std::vector<std::size_t> best = state_.live_walks();
  if (best.empty()) return;
  const auto parts = static_cast<std::size_t>(state_.schedule.diverted_parts);
  const std::size_t part = static_cast<std::size_t>(round / 2) % (parts + 1);
  const std::vector<Arc>& arcs = state_.pool[best[0]].walk.arcs;
  std::vector<EdgeIndex> avoided;
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    if (part == parts || i * parts / arcs.size() == part) avoided.push_back(arcs[i].edge);
  }
  const std::size_t trailhead = state_.pool[best[0]].trailhead;
  if (via_walks_) return via_walks_->lead(trailhead, avoided);
  walks_.explore(trailhead, static_cast<std::size_t>(state_.schedule.walks_diverted), unreachable,
                 avoided);
}

double Rounds::worse_by(int tries) const {
  return state_.schedule.worse_steps * (1 + tries % static_cast<int>(state_.schedule.worse_most));
}

// The best walks first, but each time one is tried it has to wait for others.
void Rounds::improve(Deadline until) {
  int idle = 0;
  while (!state_.effort.past(until)) {
    if (state_.answers.threshold() <=
        state_.least_penalty() + state_.share(state_.schedule.worth_improving))
      return;
    std::size_t next = state_.pool.size();
    Millimetres least = unreachable;
    for (std::size_t i = 0; i < state_.pool.size(); ++i) {
      const Millimetres key = state_.pool[i].penalty +
                              state_.pool[i].tries * state_.share(state_.schedule.retry_penalty);
      if (key >= least || !state_.may_beat(state_.pool[i].trailhead)) continue;
      least = key;
      next = i;
    }
    state_.effort.spend(1 + static_cast<WorkUnits>(state_.pool.size() / 4));
    if (next == state_.pool.size()) return;
    const int tries = state_.pool[next].tries;
    const auto patience = static_cast<int>(state_.schedule.patience_spans);
    const WorkUnits before = state_.effort.spent();
    walks_.improve(next, tries == 0 ? patience : 2 * patience,
                   tries == 0 ? 0 : state_.share(worse_by(tries)), until);
    if (static_cast<double>(state_.effort.spent() - before) < state_.schedule.least_change &&
        ++idle == state_.schedule.most_tries) {
      return;
    }
  }
}
void Rounds::find_alternative(const std::vector<std::vector<EdgeIndex>>& settled) {
  walks_.keep_off(settled);
  std::set<EdgeIndex> walked;
  for (const auto& loop : settled) walked.insert(loop.begin(), loop.end());
  const std::vector<EdgeIndex> avoided(walked.begin(), walked.end());
  // What is known may hold one already.
  std::vector<PooledWalk> known = state_.pool.walks();
  state_.pool = Pool();
  for (RankedTrailhead& trailhead : state_.trailheads) trailhead.solved = false;
  for (PooledWalk& walk : known) walks_.add(walk.trailhead, std::move(walk.walk.arcs));
  const auto units = static_cast<double>(state_.effort.allowed().at - state_.effort.spent());
  const Deadline exploring = state_.in(state_.schedule.alternative_explore * units);
  // However few trailheads are likely, there are fewer answers than asked for only where none is
  // left.
  double looks = state_.schedule.alternative_looks;
  for (const std::size_t i : likeliest()) {
    if (state_.answers.found() && (looks <= 0 || state_.effort.past(exploring))) break;
    if (!state_.may_beat(i)) continue;
    --looks;
    walks_.explore(i, static_cast<std::size_t>(state_.schedule.walks_explored), unreachable,
                   avoided);
    if (via_walks_) via_walks_->lead(i, avoided);
    if (exact_.provable(i, alternative_pass)) exact_.prove(i, alternative_pass);
    if (state_.several_days && small_network())
      exact_.search_days(i, static_cast<WorkUnits>(state_.schedule.days_effort));
  }
  double part = state_.schedule.first_round;
  for (int idle = 0, slice = 0; idle < state_.schedule.most_idle && !state_.effort.exhausted();
       ++slice) {
    const Millimetres before = state_.answers.threshold();
    if (state_.several_days) camp_ways_.lead(state_.in(state_.schedule.camp_ways * part));
    improve(state_.in(state_.schedule.improve * part));
    combiner_.merge(state_.in(state_.schedule.merge * part), slice % 2 == 1);
    idle = state_.answers.threshold() < before ? 0 : idle + 1;
    part *= state_.schedule.round_growth;
  }
}

}  // namespace loopgenie
