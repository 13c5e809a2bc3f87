#include "core_search.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace loopgenie {
namespace {

constexpr std::size_t candidates_per_tree = 12;
constexpr std::size_t improved_candidates = 12;
constexpr std::size_t joins_tried = 16;
constexpr int patience = 24;  // span replacements without success before a walk is let be
// Every joined path has an edge at its middle; growing each tree a little past the half
// leaves a choice of where to join.
constexpr double tree_share = 0.55;

// Removes arcs that are walked and at once walked back.
void cancel_reversals(std::vector<Arc>& arcs) {
  std::size_t kept = 0;
  for (const Arc& arc : arcs) {
    if (kept > 0 && arcs[kept - 1].edge == arc.edge && arcs[kept - 1].reversed != arc.reversed) {
      --kept;
    } else {
      arcs[kept++] = arc;
    }
  }
  arcs.resize(kept);
}

}  // namespace

CoreSearch::CoreSearch(const Corridors& core, const Target& target, const Found& found,
                       Effort& effort)
    : core_(core),
      target_(target),
      found_(found),
      effort_(effort),
      from_(core.graph),
      back_(core.graph) {}

void CoreSearch::find(Millimetres good_enough, const std::vector<bool>& avoided) {
  walks_.clear();
  if (core_.graph.edge_count() == 0) return;
  // Mostly length finds loops of the right size, mostly dullness the pleasant ones.
  for (const double per_length : {0.5, 0.1, 0.02}) {
    set_costs(per_length, avoided);
    find_candidates();
    if (effort_.exhausted() || walks_.empty() || walks_.front().penalty <= good_enough) return;
  }
}

void CoreSearch::improve(Millimetres good_enough) {
  const std::size_t tries = std::min(improved_candidates, walks_.size());
  for (std::size_t i = 0; i < tries; ++i) {
    Walk walk = walks_[i];
    int failures = 0;
    while (failures < patience && walk.penalty > good_enough) {
      if (effort_.exhausted()) return;
      failures = replace_random_span(walk) ? 0 : failures + 1;
    }
    if (walk.penalty <= good_enough) return;
  }
}

void CoreSearch::set_costs(double per_length, const std::vector<bool>& avoided) {
  per_length_ = per_length;
  cost_.clear();
  for (EdgeIndex i = 0; i < core_.graph.edge_count(); ++i) {
    const Edge& corridor = core_.graph.edge(i);
    Millimetres cost = static_cast<Millimetres>(per_length * static_cast<double>(corridor.length));
    cost += corridor.dullness;
    if (!avoided.empty() && avoided[i]) cost += corridor.length;
    cost_.push_back(std::max<Millimetres>(cost, 1));
  }
}

void CoreSearch::find_candidates() {
  from_.grow(core_.start, target_.longest * 55 / 100, cost_, effort_);
  std::vector<Join> joins;
  for (const NodeIndex u : from_.settled()) {
    for (const Arc& arc : core_.graph.arcs(u)) {
      if (arc.reversed || !from_.reaches(arc.head)) continue;
      const Edge& edge = core_.graph.edge(arc.edge);
      const Millimetres length = from_.length(u) + edge.length + from_.length(arc.head);
      const Millimetres cost = from_.cost(u) + cost_[arc.edge] + from_.cost(arc.head) -
                               static_cast<Millimetres>(per_length_ * static_cast<double>(length));
      const Millimetres off = std::abs(length - target_.length);
      if (off > target_.length / 2) continue;
      joins.push_back(Join{off + cost + shared_prefix(u, arc.head), u, arc});
    }
  }
  const auto better = [](const Join& a, const Join& b) {
    return std::tie(a.estimate, a.arc.edge) < std::tie(b.estimate, b.arc.edge);
  };
  const std::size_t count = std::min(candidates_per_tree, joins.size());
  std::partial_sort(joins.begin(), joins.begin() + static_cast<std::ptrdiff_t>(count), joins.end(),
                    better);
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<Arc> arcs;
    for (NodeIndex node = joins[i].from; node != core_.start; node = from_.parent(node)) {
      arcs.push_back(from_.entered_by(node));
    }
    std::reverse(arcs.begin(), arcs.end());
    arcs.push_back(joins[i].arc);
    for (NodeIndex node = joins[i].arc.head; node != core_.start; node = from_.parent(node)) {
      arcs.push_back(turned(from_.entered_by(node)));
    }
    Walk walk{std::move(arcs)};
    if (evaluate(walk)) walks_.push_back(std::move(walk));
  }
  std::stable_sort(walks_.begin(), walks_.end(),
                   [](const Walk& a, const Walk& b) { return a.penalty < b.penalty; });
}

// The length of the way from the start that two paths of the tree have in common.
Millimetres CoreSearch::shared_prefix(NodeIndex u, NodeIndex v) const {
  while (u != v) {
    NodeIndex& farther =
        from_.cost(u) > from_.cost(v) || (from_.cost(u) == from_.cost(v) && u > v) ? u : v;
    if (farther == core_.start) return 0;
    farther = from_.parent(farther);
  }
  return from_.length(u);
}

bool CoreSearch::replace_random_span(Walk& walk) {
  const std::uint32_t count = static_cast<std::uint32_t>(walk.arcs.size());
  const std::uint32_t first = draw(count + 1);
  const std::uint32_t most = std::min(count - first, std::max<std::uint32_t>(count / 2, 2));
  return replace_span(walk, first, first + draw(most + 1));
}

bool CoreSearch::replace_span(Walk& walk, std::size_t first, std::size_t last) {
  const auto node_at = [&](std::size_t i) { return i == 0 ? core_.start : walk.arcs[i - 1].head; };
  Millimetres rest = walk.length;
  for (std::size_t i = first; i < last; ++i) rest -= core_.graph.edge(walk.arcs[i].edge).length;
  const Millimetres missing = target_.length - rest;
  if (missing <= 0) return false;

  std::vector<std::pair<EdgeIndex, Millimetres>> first_walk_costs;
  for (std::size_t i = 0; i < walk.arcs.size(); ++i) {
    if (i >= first && i < last) continue;
    const EdgeIndex edge = walk.arcs[i].edge;
    first_walk_costs.emplace_back(edge, cost_[edge]);
    cost_[edge] += 2 * core_.graph.edge(edge).length;
  }
  const Millimetres longest = static_cast<Millimetres>(tree_share * static_cast<double>(missing));
  from_.grow(node_at(first), longest, cost_, effort_);
  back_.grow(node_at(last), longest, cost_, effort_);
  const std::vector<Join> joins = rank_joins(rest, joins_tried);
  for (auto saved = first_walk_costs.rbegin(); saved != first_walk_costs.rend(); ++saved) {
    cost_[saved->first] = saved->second;
  }

  for (const Join& join : joins) {
    if (join.estimate >= walk.penalty) break;
    Walk changed;
    changed.arcs.assign(walk.arcs.begin(), walk.arcs.begin() + static_cast<std::ptrdiff_t>(first));
    const std::vector<Arc> span = join_paths(join);
    changed.arcs.insert(changed.arcs.end(), span.begin(), span.end());
    changed.arcs.insert(changed.arcs.end(), walk.arcs.begin() + static_cast<std::ptrdiff_t>(last),
                        walk.arcs.end());
    if (!evaluate(changed) || changed.penalty >= walk.penalty) continue;
    walk = std::move(changed);
    return true;
  }
  return false;
}

// The edges over which the two trees are best joined, without what the rest of the walk
// costs: a lower bound of the new penalty unless the paths share edges.
std::vector<CoreSearch::Join> CoreSearch::rank_joins(Millimetres rest, std::size_t count) {
  std::vector<Join> joins;
  for (const NodeIndex u : from_.settled()) {
    for (const Arc& arc : core_.graph.arcs(u)) {
      if (!back_.reaches(arc.head)) continue;
      const Millimetres span =
          from_.length(u) + core_.graph.edge(arc.edge).length + back_.length(arc.head);
      const Millimetres cost = from_.cost(u) + cost_[arc.edge] + back_.cost(arc.head) -
                               static_cast<Millimetres>(per_length_ * static_cast<double>(span));
      joins.push_back(Join{std::abs(rest + span - target_.length) + cost, u, arc});
    }
  }
  effort_.spend(static_cast<std::int64_t>(joins.size()));
  count = std::min(count, joins.size());
  std::partial_sort(joins.begin(), joins.begin() + static_cast<std::ptrdiff_t>(count), joins.end(),
                    [](const Join& a, const Join& b) {
                      return std::tie(a.estimate, a.arc.edge, a.arc.reversed) <
                             std::tie(b.estimate, b.arc.edge, b.arc.reversed);
                    });
  joins.resize(count);
  return joins;
}

std::vector<Arc> CoreSearch::join_paths(const Join& join) const {
  std::vector<Arc> arcs;
  for (NodeIndex node = join.from; node != from_.root(); node = from_.parent(node)) {
    arcs.push_back(from_.entered_by(node));
  }
  std::reverse(arcs.begin(), arcs.end());
  arcs.push_back(join.arc);
  for (NodeIndex node = join.arc.head; node != back_.root(); node = back_.parent(node)) {
    arcs.push_back(turned(back_.entered_by(node)));
  }
  return arcs;
}

// Measures a closed walk and reports it; false if an edge is walked more than twice.
bool CoreSearch::evaluate(Walk& walk) {
  cancel_reversals(walk.arcs);
  if (walk.arcs.empty()) return false;
  std::vector<EdgeIndex> traversed;
  traversed.reserve(walk.arcs.size());
  for (const Arc& arc : walk.arcs) traversed.push_back(arc.edge);
  const Uses uses = fold_uses(std::move(traversed));
  std::size_t traversals = 0;
  for (const Use& use : uses) traversals += use.times;
  if (traversals != walk.arcs.size()) return false;
  effort_.spend(static_cast<std::int64_t>(traversals));

  const Measure loop = measure(core_.graph, uses);
  walk.length = loop.length;
  // Beyond the limits it is only a step towards loops within them.
  walk.penalty = target_.penalty(loop) + (target_.allows(loop) ? 0 : target_.length);
  found_(uses, loop);
  return true;
}

Arc CoreSearch::turned(const Arc& arc) const {
  const Edge& edge = core_.graph.edge(arc.edge);
  return Arc{arc.reversed ? edge.target : edge.source, arc.edge, !arc.reversed};
}

// xorshift64*: the standard library's distributions differ between implementations.
std::uint32_t CoreSearch::draw(std::uint32_t below) {
  random_ ^= random_ >> 12;
  random_ ^= random_ << 25;
  random_ ^= random_ >> 27;
  return static_cast<std::uint32_t>(((random_ * 0x2545F4914F6CDD1Du) >> 32) % below);
}

}  // namespace loopgenie
