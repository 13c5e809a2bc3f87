#include "loop/search/span_search.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "loop/base/at_exit.hpp"
#include "loop/walk/walk.hpp"

namespace loopgenie {
namespace {

constexpr std::size_t joins_tried = 16;
constexpr Millimetres shortest_span = 1'500'000;  // worth replacing, when halved from the half
// Every joined path has an edge at its middle; growing each tree a little past the half
// leaves a choice of where to join.
constexpr Millimetres tree_percent = 55;

bool same_corridors(const std::vector<Arc>& a, const std::vector<Arc>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Arc& x, const Arc& y) { return x.edge == y.edge; });
}

}  // namespace

SpanSearch::SpanSearch(const Corridors& core, const Target& target, const Mask& mask,
                       Effort& effort, std::uint64_t seed)
    : core_(core),
      target_(target),
      mask_(mask),
      effort_(effort),
      from_(core.graph()),
      back_(core.graph()),
      surcharge_(core.graph().edge_count()),
      tally_(core.graph()),
      dice_(seed) {}

std::optional<SpanSearch::Walk> SpanSearch::weigh(NodeIndex start, std::vector<Arc> arcs,
                                                  const Found& found) {
  start_ = start;
  Walk walk{std::move(arcs)};
  if (!evaluate(walk, found)) return std::nullopt;
  return walk;
}

void SpanSearch::improve(NodeIndex start, Walk& walk, const Patience& patience,
                         const Found& found) {
  start_ = start;
  Walk now = walk;
  for (int failures = 0; failures < patience.failures && walk.penalty > patience.good_enough &&
                         !effort_.past(patience.until);) {
    const int left = patience.failures - failures;
    replace_random_span(now, patience.worse_by * left / patience.failures, found);
    ++failures;
    if (now.penalty >= walk.penalty) continue;
    walk = now;
    failures = 0;
  }
}

void SpanSearch::grow(PathTree& tree, NodeIndex root, Millimetres longest, Millimetres dearest) {
  tree.grow(
      root, PathLimits{longest, dearest}, [&](EdgeIndex i) { return cost(i); },
      [](NodeIndex) { return true; }, effort_);
}

// Spans of all sizes: short ones cost little, and much of what is wrong is local; long ones find
// what is wrong as a whole.
bool SpanSearch::replace_random_span(Walk& walk, Millimetres worse_by, const Found& found) {
  const std::uint32_t count = static_cast<std::uint32_t>(walk.arcs.size());
  const std::size_t first = dice_.below(count + 1);
  std::uint32_t scales = 1;
  const bool local = dice_.below(2) == 0;
  while (local && walk.length / 2 >> scales >= shortest_span) ++scales;
  const Millimetres longest = walk.length / 2 >> dice_.below(scales);
  const Millimetres wanted = longest * dice_.below(1024) / 1024;
  std::size_t last = first;
  for (Millimetres span = 0; last < count && span < wanted; ++last) {
    span += core_.graph().edge(walk.arcs[last].edge).length;
  }
  return replace_span(walk, first, last, worse_by, found);
}

bool SpanSearch::replace_span(Walk& walk, std::size_t first, std::size_t last, Millimetres worse_by,
                              const Found& found) {
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
  const Millimetres worthwhile = walk.penalty + worse_by - rest_cost;
  const Millimetres dearest = worthwhile + longest * length_weight / whole_weight;
  std::vector<Join> joins;
  {
    const AtExit uncharge([&] { charge_rest(-1); });
    grow(from_, node_at(first), longest, dearest);
    grow(back_, node_at(last), longest, dearest);
    joins = rank_joins(rest, joins_tried);
  }

  for (const Join& join : joins) {
    if (join.estimate >= worthwhile) break;
    Walk changed;
    changed.arcs.assign(walk.arcs.begin(), walk.arcs.begin() + static_cast<std::ptrdiff_t>(first));
    const std::vector<Arc> span = join_paths(join);
    changed.arcs.insert(changed.arcs.end(), span.begin(), span.end());
    changed.arcs.insert(changed.arcs.end(), walk.arcs.begin() + static_cast<std::ptrdiff_t>(last),
                        walk.arcs.end());
    if (!evaluate(changed, found) || changed.penalty >= walk.penalty + worse_by) continue;
    if (worse_by > 0 && same_corridors(changed.arcs, walk.arcs)) continue;
    walk = std::move(changed);
    return true;
  }
  return false;
}

// The edges over which the two trees are best joined. The estimate is what the rest of the walk
// leaves of the new penalty at least, unless the paths meet or turn back on the rest.
std::vector<SpanSearch::Join> SpanSearch::rank_joins(Millimetres rest, std::size_t count) {
  std::vector<Join> joins;
  for (const NodeIndex u : from_.settled()) {
    for (const Arc& arc : core_.graph().arcs(u)) {
      if (!back_.reaches(arc.head) || cost(arc.edge) == unreachable) continue;
      const Millimetres span =
          from_.length(u) + core_.graph().edge(arc.edge).length + back_.length(arc.head);
      const Millimetres dull = from_.cost(u) + cost(arc.edge) + back_.cost(arc.head) -
                               span * length_weight / whole_weight;
      joins.push_back(Join{std::abs(rest + span - target_.length) + dull, u, arc});
      effort_.spend(1);
    }
  }
  count = std::min(count, joins.size());
  std::partial_sort(joins.begin(), joins.begin() + static_cast<std::ptrdiff_t>(count), joins.end(),
                    [](const Join& a, const Join& b) {
                      return std::tie(a.estimate, a.arc.edge, a.arc.reversed) <
                             std::tie(b.estimate, b.arc.edge, b.arc.reversed);
                    });
  joins.resize(count);
  return joins;
}

std::vector<Arc> SpanSearch::join_paths(const Join& join) const {
  std::vector<Arc> arcs;
  for (NodeIndex node = join.from; node != from_.root(); node = from_.parent(node)) {
    arcs.push_back(from_.entered_by(node));
  }
  std::reverse(arcs.begin(), arcs.end());
  arcs.push_back(join.arc);
  for (NodeIndex node = join.arc.head; node != back_.root(); node = back_.parent(node)) {
    arcs.push_back(turned(back_.entered_by(node), back_.parent(node)));
  }
  return arcs;
}

// Weighs a closed walk and reports it; false if an edge is walked more than twice.
bool SpanSearch::evaluate(Walk& walk, const Found& found) {
  cancel_reversals(walk.arcs);
  if (walk.arcs.empty()) return false;
  effort_.spend(static_cast<std::int64_t>(walk.arcs.size()));
  const std::optional<Measure> loop = tally_.measure_of(walk.arcs);
  if (!loop) return false;
  walk.length = loop->length;
  // Beyond the limits it is only a step towards loops within them.
  walk.penalty = target_.penalty(*loop) + walked_beside(walk.arcs) +
                 (target_.allows(*loop) && can_be_walked(walk.arcs) ? 0 : target_.length) +
                 (burden_ ? burden_(walk.arcs) : 0);
  found(walk.arcs, *loop);
  return true;
}

// Removes arcs that are walked and at once walked back for nothing.
void SpanSearch::cancel_reversals(std::vector<Arc>& arcs) const {
  std::size_t kept = 0;
  for (const Arc& arc : arcs) {
    if (kept > 0 && arcs[kept - 1].edge == arc.edge && arcs[kept - 1].reversed != arc.reversed &&
        !(worth_turning_ && worth_turning_(arcs[kept - 1]))) {
      --kept;
    } else {
      arcs[kept++] = arc;
    }
  }
  arcs.resize(kept);
}

bool SpanSearch::can_be_walked(const std::vector<Arc>& walk) const {
  const bool free = std::none_of(walk.begin(), walk.end(), [&](const Arc& arc) {
    return core_.graph().edge(arc.edge).is_one_way();
  });
  if (free) return true;
  std::vector<EdgeIndex> edges;
  for (const Arc& arc : walk) edges.push_back(arc.edge);
  return loopgenie::can_be_walked(core_.graph(), start_, fold_uses(std::move(edges)), effort_);
}

Millimetres SpanSearch::walked_beside(const std::vector<Arc>& walk) const {
  const Twins& twins = core_.twins();
  std::vector<EdgeIndex> twinned;
  for (const Arc& arc : walk) {
    if (twins.has(arc.edge)) twinned.push_back(arc.edge);
  }
  if (twinned.empty()) return 0;
  return std::min(target_.most_handicap, twins.repeated(fold_uses(std::move(twinned))));
}

}  // namespace loopgenie
