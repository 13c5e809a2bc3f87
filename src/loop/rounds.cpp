#include "loop/rounds.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <queue>
#include <unordered_map>
#include <unordered_set>

namespace loopgenie {
namespace {

// Quick ones first: few labels find most of what is better. Spurs are tried where little is left.
constexpr ExactPass passes[] = {
    {300, 400, 150, false, 0.001, 0, 3},
    {300, 150, 150, true, proof_margin, 0, 3},
    {2'000, 220, 110, false, 0.001, 0, 6},
    {2'000, 110, 110, true, 0.001, 0, 6},
    {2'000, 400, 150, false, 0.001, 0, 6},
    {2'000, 150, 150, true, proof_margin, 0, 6},
    {20'000, 100, 100, true, proof_margin, 0.8 * proof_margin, 1},
};
// All with spurs and many labels, before anything else.
constexpr ExactPass small_pass{20'000, 40, 40, true, 0, 0, 1};
// Of alternatives no bound is asked for.
constexpr ExactPass alternative_pass{300, 60, 60, true, 0, 0, 1};
constexpr std::size_t pass_count = sizeof passes / sizeof passes[0];
// The first round that runs a pass.
constexpr int first_rounds[pass_count] = {0, 0, 3, 3, 3, 3, 5};

// Shares of the asked length.
constexpr double worth_improving = 0.001;

// Times in a row that a way of searching may have nothing to do before it is given up.
constexpr int most_idle = 8;

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
  const double scale = length_scale(target_.length, schedule_);
  double units = schedule_.first_round * scale;
  Fading explore_fading(schedule_), improve_fading(schedule_), prove_fading(schedule_);
  Millimetres known = unreachable;
  double last_gain = 0;
  double idle = 0;
  for (int round = 0;; ++round, units *= schedule_.round_growth) {
    const double began = static_cast<double>(effort_.spent());
    Millimetres before = answers_.threshold();
    const auto gained = [&] { return answers_.threshold() <= before - share(schedule_.gain); };
    const auto judge = [&](Fading& fading) {
      fading.judge(gained());
      before = answers_.threshold();
    };
    explore(in(explore_fading * schedule_.explore * units), round);
    if (round > 0) transfer();
    judge(explore_fading);

    if (round > 0 && gap() > schedule_.chain_gap) chain();
    if (round > 1 && round % 2 == 0 && gap() > schedule_.divert_gap) divert(round);
    const double improving =
        answers_.found() ? improve_fading * schedule_.improve : schedule_.improve_first;
    for (int slice = 0; slice < schedule_.slices && !proven(round); ++slice) {
      improve(in(improving * units / schedule_.slices));
      merge(in(schedule_.merge * units), slice % 2 == 1);
      if (round > 0 && answers_.found()) widen(in(schedule_.windows * units));
    }
    judge(improve_fading);

    if (!proven(round)) prove(in(prove_fading * schedule_.prove * units), round);
    judge(prove_fading);

    if (proven(round) || effort_.exhausted()) return;
    const double spent = static_cast<double>(effort_.spent());
    idle = spent - began < schedule_.idle_round * units ? idle + 1 : 0;
    if (idle == schedule_.most_idle) return;
    if (answers_.threshold() < known - share(schedule_.gain)) {
      known = answers_.threshold();
      last_gain = spent;
    }
    if (!answers_.found()) continue;
    const double wide = std::clamp(gap() / schedule_.wide_gap, 1.0, schedule_.most_patience);
    if (spent >= std::max(schedule_.least_patience * scale * wide, schedule_.patience * last_gain))
      return;
  }
}

// As a share of the asked length; 1 where there is no loop yet, 0 where there is none.
double Rounds::gap() const {
  const Millimetres open = answers_.penalty() - least_penalty();
  return std::clamp(static_cast<double>(open) / static_cast<double>(target_.length), 0.0, 1.0);
}

// What walks beside itself may have a rival that is as good as proven and does not: that is worth
// a few rounds.
bool Rounds::proven(int round) const {
  const bool beside = answers_.threshold() > answers_.penalty();
  if (gap() <= schedule_.proof_gap && (!beside || round >= schedule_.rounds_for_rivals))
    return true;
  for (std::size_t i = 0; i < trailheads_.size(); ++i) {
    if (may_beat(i)) return false;
  }
  return true;
}

Millimetres Rounds::least_penalty() const {
  Millimetres least = unreachable;
  for (const RankedTrailhead& trailhead : trailheads_)
    least = std::min(least, trailhead.least_penalty);
  return least;
}

std::vector<std::size_t> Rounds::likeliest() const {
  std::vector<std::size_t> order(trailheads_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return trailheads_[a].likely_penalty < trailheads_[b].likely_penalty;
  });
  return order;
}

std::vector<std::size_t> Rounds::live_walks() const {
  return pool_.ranked([&](const PooledWalk& walk) { return may_beat(walk.trailhead); });
}

// At least one new trailhead in the first rounds, however little there is to spend.
void Rounds::explore(Deadline until, int round) {
  bool explored = round >= 4;
  for (const std::size_t i : likeliest()) {
    if (explored && effort_.past(until)) return;
    if (trailheads_[i].explored || !may_beat(i)) continue;
    explored = true;
    if (solve_small(i)) continue;
    if (!answers_.found()) {
      explore_first(i);
    } else {
      trailheads_[i].explored = true;
      walks_.explore(i, static_cast<std::size_t>(schedule_.walks_explored));
    }
  }
}

// Where all that is in reach is little, nothing else need be tried.
bool Rounds::solve_small(std::size_t i) {
  if (core_.graph().edge_count() > small_pass.around) return false;
  exact_.prove(i, small_pass);
  return trailheads_[i].solved;
}

// No answer tells yet how little penalty to look for, but the trailhead's prospect does, more or
// less. The sooner an answer is good, the less there is to look at.
void Rounds::explore_first(std::size_t i) {
  RankedTrailhead& trailhead = trailheads_[i];
  const auto most = static_cast<std::size_t>(schedule_.walks_explored);
  const Millimetres likely = trailhead.likely_penalty - trailhead.drive_penalty;
  const Millimetres below = trailhead.drive_penalty + share(schedule_.surely_above) +
                            std::min(2 * likely, share(schedule_.most_above));
  const std::size_t known = pool_.size();
  walks_.explore(i, most, below);
  if (pool_.size() == known) walks_.explore(i, most);
  trailhead.explored = true;
  if (pool_.size() > known) {
    walks_.improve(known, static_cast<int>(schedule_.patience_spans), 0,
                   in(schedule_.first_improvement));
  }
}

// Starts the best walks from the other trailheads on them too, the nearest ones.
void Rounds::transfer() {
  std::unordered_map<NodeIndex, std::size_t> at;
  for (std::size_t i = 0; i < trailheads_.size(); ++i) {
    if (may_beat(i)) at.emplace(walks_.junction(i), i);
  }
  effort_.spend(static_cast<WorkUnits>(trailheads_.size()));
  std::vector<std::size_t> best = live_walks();
  best.resize(std::min(best.size(), static_cast<std::size_t>(schedule_.transferred)));
  std::vector<PooledWalk> from;
  for (const std::size_t i : best) from.push_back(pool_[i]);
  for (const PooledWalk& walk : from) {
    if (!transferred_.emplace(walk.walk.penalty, walk.walk.length).second) continue;
    std::set<std::pair<Millimetres, std::size_t>> nearest;
    for (const Arc& arc : walk.walk.arcs) {
      const auto other = at.find(arc.head);
      if (other == at.end() || other->second == walk.trailhead) continue;
      nearest.emplace(trailheads_[other->second].drive_penalty, other->second);
    }
    effort_.spend(static_cast<WorkUnits>(walk.walk.arcs.size()));
    double left = schedule_.transferred_to;
    for (auto to = nearest.begin(); to != nearest.end() && left > 0; ++to, --left) {
      walks_.transfer(walk, to->second);
    }
  }
}

void Rounds::chain() {
  double left = schedule_.chained_at_once;
  for (const std::size_t i : likeliest()) {
    RankedTrailhead& trailhead = trailheads_[i];
    if (left <= 0 || effort_.exhausted()) return;
    if (!trailhead.explored || trailhead.chained || !may_beat(i)) continue;
    trailhead.chained = true;
    walks_.chain(i, static_cast<int>(schedule_.chain_links));
    --left;
  }
}

// Walks that keep off a third of the best one, another third each time, and now and then off all
// of it.
void Rounds::divert(int round) {
  const std::vector<std::size_t> best = live_walks();
  if (best.empty()) return;
  constexpr std::size_t parts = 3;
  const std::size_t part = static_cast<std::size_t>(round / 2) % (parts + 1);
  const std::vector<Arc>& arcs = pool_[best[0]].walk.arcs;
  std::vector<EdgeIndex> avoided;
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    if (part == parts || i * parts / arcs.size() == part) avoided.push_back(arcs[i].edge);
  }
  walks_.explore(pool_[best[0]].trailhead, static_cast<std::size_t>(schedule_.walks_diverted),
                 unreachable, avoided);
}

// The best walks first, but each time one is tried it has to wait for others.
void Rounds::improve(Deadline until) {
  constexpr WorkUnits least_change = 50;
  int idle = 0;
  while (!effort_.past(until)) {
    if (answers_.threshold() <= least_penalty() + share(worth_improving)) return;
    std::size_t next = pool_.size();
    Millimetres least = unreachable;
    for (std::size_t i = 0; i < pool_.size(); ++i) {
      const Millimetres key = pool_[i].penalty + pool_[i].tries * share(schedule_.retry_penalty);
      if (key >= least || !may_beat(pool_[i].trailhead)) continue;
      least = key;
      next = i;
    }
    effort_.spend(1 + static_cast<WorkUnits>(pool_.size() / 4));
    if (next == pool_.size()) return;
    const int tries = pool_[next].tries;
    const auto patience = static_cast<int>(schedule_.patience_spans);
    const WorkUnits before = effort_.spent();
    walks_.improve(next, tries == 0 ? patience : 2 * patience,
                   tries == 0 ? 0 : share(schedule_.worse_steps * (1 + tries % 4)), until);
    if (effort_.spent() - before < least_change && ++idle == most_idle) return;
  }
}

// The best of all walks over the corridors of several walks of one trailhead: fewer of them where
// that is too much.
void Rounds::merge(Deadline until, bool shuffled) {
  std::vector<std::size_t> order = live_walks();
  if (order.empty() || effort_.past(until)) return;
  if (shuffled) {
    // Now and then around the best walk of another trailhead.
    const auto other = std::find_if(order.begin(), order.end(), [&](std::size_t i) {
      return pool_[i].trailhead != pool_[order[0]].trailhead;
    });
    if (dice_.below(3) == 0 && other != order.end()) std::swap(order[0], *other);
    order.resize(std::min<std::size_t>(order.size(), 60));
    for (std::size_t i = order.size(); i-- > 2;) std::swap(order[i], order[1 + dice_.below(i)]);
  }
  const std::size_t trailhead = pool_[order[0]].trailhead;
  std::vector<std::size_t> merged;
  for (const std::size_t i : order) {
    if (merged.size() < static_cast<std::size_t>(schedule_.merge_walks) &&
        pool_[i].trailhead == trailhead)
      merged.push_back(i);
  }
  const CorridorLimits limits{static_cast<std::size_t>(schedule_.merge_labels),
                              static_cast<EdgeIndex>(schedule_.merge_corridors),
                              static_cast<std::uint32_t>(schedule_.merge_width),
                              share(schedule_.merge_loss)};
  for (bool first = true; !merged.empty() && !effort_.past(until); first = false) {
    std::set<EdgeIndex> corridors;
    for (const std::size_t i : merged) {
      for (const Arc& arc : pool_[i].walk.arcs) corridors.insert(arc.edge);
    }
    effort_.spend(static_cast<WorkUnits>(4 * corridors.size()));
    std::vector<EdgeIndex> chosen(corridors.begin(), corridors.end());
    if (first) {
      if (chosen == merged_last_) return;
      merged_last_ = chosen;
    }
    ExactSearch::Found found =
        exact_.search_within(trailhead, std::move(chosen),
                             answers_.threshold() - trailheads_[trailhead].drive_penalty, limits);
    if (!found.walk.empty()) walks_.add(trailhead, std::move(found.walk));
    if (found.searched) return;
    merged.resize(merged.size() > 4 ? merged.size() - 2 : merged.size() - 1);
  }
}

// Exact searches of a walk with what lies around one of its places.
void Rounds::widen(Deadline until) {
  const CorridorLimits limits{static_cast<std::size_t>(schedule_.window_labels),
                              static_cast<EdgeIndex>(2 * schedule_.window_corridors),
                              static_cast<std::uint32_t>(schedule_.window_width),
                              share(schedule_.merge_loss)};
  constexpr std::size_t near_the_best = 12;
  for (int idle = 0; idle < most_idle && !effort_.past(until) && gap() > worth_improving;) {
    const std::vector<std::size_t> order = live_walks();
    if (order.empty()) return;
    std::size_t chosen = order[0];
    Millimetres below = answers_.threshold() - trailheads_[pool_[chosen].trailhead].drive_penalty;
    if (++windows_ % static_cast<int>(schedule_.window_other) == 0 && order.size() > 1) {
      chosen = order[1 + dice_.below(std::min(near_the_best, order.size() - 1))];
      const Millimetres own = pool_[chosen].walk.penalty;
      below = own > target_.length ? unreachable : own;
    }
    const PooledWalk& walk = pool_[chosen];
    const std::size_t trailhead = walk.trailhead;
    std::unordered_set<EdgeIndex> corridors;
    for (const Arc& arc : walk.walk.arcs) corridors.insert(arc.edge);
    std::vector<NodeIndex> queue{walk.walk.arcs[dice_.below(walk.walk.arcs.size())].head};
    std::unordered_set<NodeIndex> seen{queue[0]};
    const std::size_t most =
        corridors.size() + static_cast<std::size_t>(schedule_.window_corridors);
    for (std::size_t next = 0; next < queue.size() && corridors.size() < most; ++next) {
      for (const Arc& arc : core_.graph().arcs(queue[next])) {
        if (corridor_mask_.closes(arc.edge)) continue;
        corridors.insert(arc.edge);
        if (seen.insert(arc.head).second) queue.push_back(arc.head);
      }
    }
    effort_.spend(static_cast<WorkUnits>(order.size() / 2 + 4 * corridors.size()));
    const Millimetres before = answers_.threshold();
    ExactSearch::Found found =
        exact_.search_within(trailhead, {corridors.begin(), corridors.end()}, below, limits);
    const bool better = !found.walk.empty();
    if (better) walks_.add(trailhead, std::move(found.walk));
    idle = better || answers_.threshold() < before ? 0 : idle + 1;
  }
}

void Rounds::prove(Deadline until, int round) {
  for (std::size_t i = 0; i < pass_count; ++i) {
    if (round >= first_rounds[i] && !effort_.past(until)) run_pass(passes[i], i, until);
  }
}

// Raises the bound of the trailhead where it is least, again and again: by a look, then by an exact
// search. Where it stays open all are stuck at its bound, so others are worth a try only for a
// better answer; and it is tried again only when its gap has shrunk.
void Rounds::run_pass(const ExactPass& pass, std::size_t number, Deadline until) {
  using Entry = std::pair<Millimetres, std::size_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<Entry>> queue;
  for (std::size_t i = 0; i < trailheads_.size(); ++i)
    queue.emplace(trailheads_[i].least_penalty, i);
  const auto open = [&](std::size_t i) {
    return answers_.threshold() - trailheads_[i].least_penalty;
  };
  for (std::size_t tries = pass.tries; !queue.empty() && tries > 0;) {
    const std::size_t i = queue.top().second;
    queue.pop();
    RankedTrailhead& trailhead = trailheads_[i];
    if (open(i) <= share(pass.gap) || effort_.past(until)) return;
    if (trailhead.looked_below < answers_.threshold()) {
      walks_.look(i);
      queue.emplace(trailhead.least_penalty, i);
      continue;
    }
    Millimetres& tried = trailhead.open_when_tried[number];
    const bool narrower = tried == 0 || static_cast<double>(open(i)) <=
                                            schedule_.again_below * static_cast<double>(tried);
    if (narrower && exact_.provable(i, pass)) {
      tried = std::max<Millimetres>(1, open(i));
      exact_.prove(i, pass);
    }
    if (open(i) > share(proof_margin)) --tries;
  }
}

void Rounds::find_alternative(const std::vector<std::vector<EdgeIndex>>& settled) {
  walks_.keep_off(settled);
  std::set<EdgeIndex> walked;
  for (const auto& loop : settled) walked.insert(loop.begin(), loop.end());
  const std::vector<EdgeIndex> avoided(walked.begin(), walked.end());
  // What is known may hold one already.
  std::vector<PooledWalk> known = pool_.walks();
  pool_ = Pool();
  for (RankedTrailhead& trailhead : trailheads_) trailhead.solved = false;
  for (PooledWalk& walk : known) walks_.add(walk.trailhead, std::move(walk.walk.arcs));
  const WorkUnits units = effort_.allowed().at - effort_.spent();
  const Deadline exploring = effort_.within(units / 3);
  double looks = schedule_.alternative_looks;
  for (const std::size_t i : likeliest()) {
    if (effort_.past(exploring) || looks-- <= 0) break;
    if (!may_beat(i)) continue;
    walks_.explore(i, static_cast<std::size_t>(schedule_.walks_explored), unreachable, avoided);
    if (exact_.provable(i, alternative_pass)) exact_.prove(i, alternative_pass);
  }
  double part = schedule_.first_round;
  for (int idle = 0, slice = 0; idle < schedule_.most_idle && !effort_.exhausted(); ++slice) {
    const Millimetres before = answers_.threshold();
    improve(in(schedule_.improve * part));
    merge(in(schedule_.merge * part), slice % 2 == 1);
    idle = answers_.threshold() < before ? 0 : idle + 1;
    part *= schedule_.round_growth;
  }
}

}  // namespace loopgenie
