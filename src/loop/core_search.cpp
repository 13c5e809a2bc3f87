#include "core_search.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace loopgenie {
namespace {

constexpr std::size_t candidates_per_tree = 12;
constexpr std::size_t candidates_kept = 6;
constexpr std::size_t joins_tried = 16;
constexpr Millimetres shortest_span = 1'500'000;  // worth replacing, when halved from the half
// Every joined path has an edge at its middle; growing each tree a little past the half
// leaves a choice of where to join.
constexpr Millimetres tree_percent = 55;
// Weights of a metre's length beside its dullness, in 1024ths: mostly length finds loops of the
// right size, mostly dullness the pleasant ones.
constexpr Millimetres candidate_weights[] = {512, 102, 20};
constexpr Millimetres improvement_weight = 60;

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

CoreSearch::CoreSearch(const Corridors& core, const Target& target, Effort& effort,
                       const Request& request)
    : core_(core),
      target_(target),
      effort_(effort),
      avoid_roads_(request.avoid_roads),
      from_(core.graph()),
      back_(core.graph()),
      surcharge_(core.graph().edge_count()),
      tally_(core.graph()),
      random_((request.seed + 1) * 0x2545F4914F6CDD1Du | 1) {}

std::vector<CoreSearch::Walk> CoreSearch::find(NodeIndex start, Millimetres good_enough,
                                               const std::vector<EdgeIndex>& avoided,
                                               const Found& found) {
  std::vector<Walk> walks;
  start_ = start;
  for (const EdgeIndex i : avoided) surcharge_[i] = core_.graph().edge(i).length;
  for (const Millimetres weight : candidate_weights) {
    length_weight_ = weight;
    find_candidates(found, walks);
    if (!walks.empty() && walks.front().penalty <= good_enough) break;
  }
  for (const EdgeIndex i : avoided) surcharge_[i] = 0;
  if (walks.size() > candidates_kept) walks.resize(candidates_kept);
  return walks;
}

void CoreSearch::improve(NodeIndex start, Walk& walk, Millimetres good_enough, int patience,
                         std::int64_t effort, const Found& found) {
  start_ = start;
  length_weight_ = improvement_weight;
  int failures = 0;
  while (failures < patience && walk.penalty > good_enough && effort_.spent() < effort) {
    failures = replace_random_span(walk, found) ? 0 : failures + 1;
  }
}

void CoreSearch::grow(PathTree& tree, NodeIndex root, Millimetres longest, Millimetres dearest) {
  tree.grow(
      root, PathLimits{longest, dearest}, [&](EdgeIndex i) { return cost(i); },
      [](NodeIndex) { return true; }, effort_);
}

void CoreSearch::find_candidates(const Found& found, std::vector<Walk>& walks) {
  const Graph& graph = core_.graph();
  grow(from_, start_, target_.longest * tree_percent / 100, unreachable);
  const auto better = [](const Join& a, const Join& b) {
    return std::tie(a.estimate, a.arc.edge) < std::tie(b.estimate, b.arc.edge);
  };
  std::vector<Join> joins;  // a heap, the worst of the best on top
  for (const NodeIndex u : from_.settled()) {
    for (const Arc& arc : graph.arcs(u)) {
      if (arc.reversed || !from_.reaches(arc.head) || cost(arc.edge) == unreachable) continue;
      const Edge& edge = graph.edge(arc.edge);
      const Millimetres length = from_.length(u) + edge.length + from_.length(arc.head);
      const Millimetres off = std::abs(length - target_.length);
      if (off > target_.length / 2) continue;
      const Millimetres dull = from_.cost(u) + cost(arc.edge) + from_.cost(arc.head) -
                               length * length_weight_ / whole_weight;
      Join join{off + dull, u, arc};
      const bool full = joins.size() == candidates_per_tree;
      if (full && !better(join, joins.front())) continue;
      join.estimate += shared_prefix(u, arc.head);
      if (full && !better(join, joins.front())) continue;
      if (full) {
        std::pop_heap(joins.begin(), joins.end(), better);
        joins.pop_back();
      }
      joins.push_back(join);
      std::push_heap(joins.begin(), joins.end(), better);
    }
  }
  std::sort_heap(joins.begin(), joins.end(), better);
  for (const Join& join : joins) {
    std::vector<Arc> arcs;
    for (NodeIndex node = join.from; node != start_; node = from_.parent(node)) {
      arcs.push_back(from_.entered_by(node));
    }
    std::reverse(arcs.begin(), arcs.end());
    arcs.push_back(join.arc);
    for (NodeIndex node = join.arc.head; node != start_; node = from_.parent(node)) {
      arcs.push_back(turned(from_.entered_by(node)));
    }
    Walk walk{std::move(arcs)};
    if (evaluate(walk, found)) walks.push_back(std::move(walk));
  }
  std::stable_sort(walks.begin(), walks.end(),
                   [](const Walk& a, const Walk& b) { return a.penalty < b.penalty; });
}

// The length of the way from the start that two paths of the tree have in common.
Millimetres CoreSearch::shared_prefix(NodeIndex u, NodeIndex v) const {
  while (u != v) {
    NodeIndex& farther =
        from_.cost(u) > from_.cost(v) || (from_.cost(u) == from_.cost(v) && u > v) ? u : v;
    if (farther == start_) return 0;
    farther = from_.parent(farther);
  }
  return from_.length(u);
}

// Spans of all sizes: short ones cost little, and much of what is wrong is local; long ones find
// what is wrong as a whole.
bool CoreSearch::replace_random_span(Walk& walk, const Found& found) {
  const std::uint32_t count = static_cast<std::uint32_t>(walk.arcs.size());
  const std::size_t first = draw(count + 1);
  std::uint32_t scales = 1;
  const bool local = draw(2) == 0;
  while (local && walk.length / 2 >> scales >= shortest_span) ++scales;
  const Millimetres longest = walk.length / 2 >> draw(scales);
  const Millimetres wanted = longest * draw(1024) / 1024;
  std::size_t last = first;
  for (Millimetres span = 0; last < count && span < wanted; ++last) {
    span += core_.graph().edge(walk.arcs[last].edge).length;
  }
  return replace_span(walk, first, last, found);
}

bool CoreSearch::replace_span(Walk& walk, std::size_t first, std::size_t last, const Found& found) {
  const Graph& graph = core_.graph();
  const auto node_at = [&](std::size_t i) { return i == 0 ? start_ : walk.arcs[i - 1].head; };
  Millimetres rest = walk.length;
  for (std::size_t i = first; i < last; ++i) rest -= graph.edge(walk.arcs[i].edge).length;
  const Millimetres missing = target_.length - rest;
  if (missing <= 0) return false;

  // To walk an edge of the rest again costs its length instead of its dullness.
  Millimetres rest_cost = 0;
  const auto charge_rest = [&](Millimetres times) {
    for (std::size_t i = 0; i < walk.arcs.size(); ++i) {
      if (i >= first && i < last) continue;
      const EdgeIndex corridor = walk.arcs[i].edge;
      const Edge& edge = graph.edge(corridor);
      if (times > 0) rest_cost += edge.dullness + surcharge_[corridor];
      surcharge_[corridor] += times * (edge.length - edge.dullness);
    }
  };
  charge_rest(1);
  const Millimetres longest = missing * tree_percent / 100;
  const Millimetres worthwhile = walk.penalty - rest_cost;
  const Millimetres dearest = worthwhile + longest * length_weight_ / whole_weight;
  grow(from_, node_at(first), longest, dearest);
  grow(back_, node_at(last), longest, dearest);
  const std::vector<Join> joins = rank_joins(rest, joins_tried);
  charge_rest(-1);

  for (const Join& join : joins) {
    if (join.estimate >= worthwhile) break;
    Walk changed;
    changed.arcs.assign(walk.arcs.begin(), walk.arcs.begin() + static_cast<std::ptrdiff_t>(first));
    const std::vector<Arc> span = join_paths(join);
    changed.arcs.insert(changed.arcs.end(), span.begin(), span.end());
    changed.arcs.insert(changed.arcs.end(), walk.arcs.begin() + static_cast<std::ptrdiff_t>(last),
                        walk.arcs.end());
    if (!evaluate(changed, found) || changed.penalty >= walk.penalty) continue;
    walk = std::move(changed);
    return true;
  }
  return false;
}

// The edges over which the two trees are best joined. The estimate is what the rest of the walk
// leaves of the new penalty at least, unless the paths meet or turn back on the rest.
std::vector<CoreSearch::Join> CoreSearch::rank_joins(Millimetres rest, std::size_t count) {
  std::vector<Join> joins;
  for (const NodeIndex u : from_.settled()) {
    for (const Arc& arc : core_.graph().arcs(u)) {
      if (!back_.reaches(arc.head) || cost(arc.edge) == unreachable) continue;
      const Millimetres span =
          from_.length(u) + core_.graph().edge(arc.edge).length + back_.length(arc.head);
      const Millimetres dull = from_.cost(u) + cost(arc.edge) + back_.cost(arc.head) -
                               span * length_weight_ / whole_weight;
      joins.push_back(Join{std::abs(rest + span - target_.length) + dull, u, arc});
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
bool CoreSearch::evaluate(Walk& walk, const Found& found) {
  cancel_reversals(walk.arcs);
  if (walk.arcs.empty()) return false;
  effort_.spend(static_cast<std::int64_t>(walk.arcs.size()));
  const std::optional<Measure> loop = tally_.measure(walk.arcs);
  if (!loop) return false;
  walk.length = loop->length;
  // Beyond the limits it is only a step towards loops within them.
  walk.penalty = target_.penalty(*loop) + walked_beside(walk.arcs) +
                 (target_.allows(*loop) ? 0 : target_.length);
  found(walk.arcs, *loop);
  return true;
}

Millimetres CoreSearch::walked_beside(const std::vector<Arc>& walk) const {
  const Twins& twins = core_.twins();
  std::vector<EdgeIndex> twinned;
  for (const Arc& arc : walk) {
    if (twins.has(arc.edge)) twinned.push_back(arc.edge);
  }
  return twinned.empty() ? 0 : twins.repeated(fold_uses(std::move(twinned)));
}

Arc CoreSearch::turned(const Arc& arc) const {
  const Edge& edge = core_.graph().edge(arc.edge);
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
