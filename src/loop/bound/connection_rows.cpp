#include "loop/bound/connection_rows.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <queue>
#include <utility>

namespace loopgenie {
namespace {

constexpr Millimetres no_limit = unreachable;
constexpr EdgeIndex whatever = invalid_id;
// A ball grows node by node: of so many steps each has its row, of later ones every third.
constexpr int dense_balls = 12;
// Rows that are broken by less than this part of a whole walk are left alone.
constexpr std::int64_t hardly_broken = ConnectionRows::Average::whole / 50;
// What flows are told apart by, and how many are looked at in one separation.
constexpr std::int64_t least_room = ConnectionRows::Average::whole / 1000;
constexpr int most_flows = 60;

}  // namespace

ConnectionRows::ConnectionRows(const Corridors& corridors, NodeIndex start,
                               const std::vector<Via>& vias, const Target& target,
                               Millimetres hopeless, Effort& effort)
    : corridors_(corridors),
      graph_(corridors.graph()),
      start_(start),
      target_(target),
      hopeless_(hopeless),
      effort_(effort),
      affordable_(graph_.edge_count(), {true, true, true}),
      is_met_(graph_.node_count()),
      is_inside_(graph_.node_count(), 0) {
  is_met_[start] = true;
  for_each_met(graph_, vias, [&](NodeIndex node) { is_met_[node] = true; });
  for (NodeIndex node = 0; node < graph_.node_count(); ++node) add_node(node);
  add_vias(vias);
  add_balls();
  effort_.spend(static_cast<WorkUnits>(terms_.size()));
}

// Of the terms that were put there since the row before.
void ConnectionRows::add(std::int64_t least, Millimetres most_multiplier) {
  const std::uint32_t first = rows_.empty() ? 0 : rows_.back().last;
  rows_.push_back(Row{first, static_cast<std::uint32_t>(terms_.size()), least, most_multiplier});
}

void ConnectionRows::add_node(NodeIndex node) {
  const Graph::ArcRange arcs = graph_.arcs(node);
  for (const Arc& own : arcs) {
    const bool self_loop = own.head == node;
    if (self_loop) {
      if (own.reversed || node == start_) continue;
      // Connection: whoever walks round comes here and goes away.
      terms_.push_back(Term{own.edge, -2, -2});
      for (const Arc& other : arcs) {
        if (other.head != node) terms_.push_back(Term{other.edge, 1, 2});
      }
      add(0, no_limit);
      continue;
    }
    if (!corridors_.bridge(own.edge)) {
      terms_.push_back(Term{own.edge, -1, 0});
      for (const Arc& other : arcs) {
        if (other.edge != own.edge && other.head != node) terms_.push_back(Term{other.edge, 1, 0});
      }
      add(0, no_limit);
    }
    if (is_met_[node]) continue;  // one may turn round there
    terms_.push_back(Term{own.edge, -1, -2});
    for (const Arc& other : arcs) {
      if (other.edge != own.edge) terms_.push_back(Term{other.edge, 1, 2});
    }
    add(0, no_limit);
  }
  add_odd_rows(node);
  if (arcs.size() < 4) return;
  // Two more ends than two are a crossing.
  for (const Arc& own : arcs) terms_.push_back(Term{own.edge, -1, 0});
  add(-2, target_.crossing_cost / 2);
}

// Of all the corridors at a node not an odd number is walked once: of three no three, of four no
// three without the fourth.
void ConnectionRows::add_odd_rows(NodeIndex node) {
  std::vector<EdgeIndex> odd;
  for (const Arc& arc : graph_.arcs(node)) {
    if (arc.head != node && !corridors_.bridge(arc.edge)) odd.push_back(arc.edge);
  }
  if (odd.size() < 3 || odd.size() > 4) return;
  for (std::size_t without = 0; without < (odd.size() == 3 ? 1 : odd.size()); ++without) {
    for (std::size_t i = 0; i < odd.size(); ++i) {
      const bool left_out = odd.size() == 4 && i == without;
      terms_.push_back(Term{odd[i], left_out ? 1 : -1, 0});
    }
    add(-2, no_limit);
  }
}

// Each is come to and left again, whatever else is walked.
void ConnectionRows::add_vias(const std::vector<Via>& vias) {
  for (const Via& via : vias) {
    if (via.is_node()) continue;
    terms_.push_back(Term{via.edge, 1, 1});
    add(1, no_limit);
  }
  for (NodeIndex node = 0; node < graph_.node_count(); ++node) {
    if (is_met_[node] && node != start_ && sets_known_.insert({node}).second) {
      add_border({node}, whatever);
    }
  }
}

// Balls around the start by dullness, by length, and by a mixture of both.
void ConnectionRows::add_balls() {
  const std::function<Millimetres(const Edge&)> metrics[] = {
      [](const Edge& edge) { return edge.dullness; }, [](const Edge& edge) { return edge.length; },
      [](const Edge& edge) { return edge.dullness + edge.length / 8; }};
  for (const auto& metric : metrics) {
    std::vector<std::uint8_t> in_ball(graph_.node_count(), 0);
    std::vector<Millimetres> distance(graph_.node_count(), unreachable);
    using Entry = std::pair<Millimetres, NodeIndex>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<Entry>> queue;
    distance[start_] = 0;
    queue.emplace(0, start_);
    FillStock ball;
    int step = 0;
    while (!queue.empty()) {
      const NodeIndex node = queue.top().second;
      queue.pop();
      if (in_ball[node]) continue;
      in_ball[node] = 1;
      effort_.spend(2 * graph_.degree(node));
      for (const Arc& arc : graph_.arcs(node)) {
        const Edge& edge = graph_.edge(arc.edge);
        const bool self_loop = arc.head == node;
        if (in_ball[arc.head] && !(self_loop && arc.reversed)) {
          stock(ball, arc.edge);
        }
        const Millimetres farther = distance[node] + metric(edge);
        if (farther >= distance[arc.head]) continue;
        distance[arc.head] = farther;
        queue.emplace(farther, arc.head);
      }
      ball.settle();
      if (ball.least_penalty_with_spurs(target_.length) < hopeless_) break;
      if (++step > dense_balls && step % 3 != 0) continue;
      std::vector<NodeIndex> outside;
      for (NodeIndex other = 0; other < graph_.node_count(); ++other) {
        if (!in_ball[other]) outside.push_back(other);
      }
      if (sets_known_.insert(outside).second) add_border(outside, whatever);
    }
  }
}

void ConnectionRows::restrict_to(const Affordable& affordable) {
  affordable_ = affordable;
  add_balls();
}

// What a corridor can fill.
void ConnectionRows::stock(FillStock& stock, EdgeIndex corridor) const {
  const auto& [out, once, twice] = affordable_[corridor];
  if (once || twice) stock.add(graph_.edge(corridor), corridors_.bridge(corridor) || !once);
}

// Of a set without the start: entered at all, or if a corridor is walked.
bool ConnectionRows::add_border(const std::vector<NodeIndex>& inside, EdgeIndex needed) {
  for (const NodeIndex node : inside) is_inside_[node] = 1;
  for (const NodeIndex node : inside) {
    for (const Arc& arc : graph_.arcs(node)) {
      if (!is_inside_[arc.head]) terms_.push_back(Term{arc.edge, 1, 2});
    }
    effort_.spend(graph_.degree(node));
  }
  for (const NodeIndex node : inside) is_inside_[node] = 0;
  if (needed != whatever) terms_.push_back(Term{needed, -2, -2});
  add(needed == whatever ? 2 : 0, no_limit);
  return true;
}

bool ConnectionRows::must_enter(const std::vector<NodeIndex>& inside) {
  for (const NodeIndex node : inside) {
    if (is_met_[node]) return true;
  }
  for (const NodeIndex node : inside) is_inside_[node] = 1;
  FillStock outside;
  bool leaves_out = true;
  for (EdgeIndex i = 0; i < graph_.edge_count(); ++i) {
    const Edge& edge = graph_.edge(i);
    leaves_out =
        leaves_out && (affordable_[i][0] || !(is_inside_[edge.source] || is_inside_[edge.target]));
    if (!is_inside_[edge.source] && !is_inside_[edge.target]) {
      stock(outside, i);
    }
  }
  for (const NodeIndex node : inside) is_inside_[node] = 0;
  outside.settle();
  effort_.spend(graph_.edge_count() / 2 + 1);
  return !leaves_out || outside.least_penalty_with_spurs(target_.length) >= hopeless_;
}

std::size_t ConnectionRows::separate(const Average& average) {
  return separate_grown(average) + separate_by_flow(average);
}

// Sets grow together over the corridors that are walked most. Before one of them joins another,
// its border is looked at.
std::size_t ConnectionRows::separate_grown(const Average& average) {
  const EdgeIndex count = graph_.edge_count();
  std::vector<EdgeIndex> order(count);
  std::iota(order.begin(), order.end(), EdgeIndex{0});
  const auto passes = [&](EdgeIndex i) { return average.once[i] + 2 * average.twice[i]; };
  std::stable_sort(order.begin(), order.end(),
                   [&](EdgeIndex a, EdgeIndex b) { return passes(a) > passes(b); });
  effort_.spend(4 * count);
  std::vector<NodeIndex> root(graph_.node_count());
  std::iota(root.begin(), root.end(), NodeIndex{0});
  std::vector<std::vector<NodeIndex>> members(graph_.node_count());
  for (NodeIndex node = 0; node < graph_.node_count(); ++node) members[node] = {node};
  std::size_t added = 0;
  const auto examine = [&](const std::vector<NodeIndex>& set) {
    std::int64_t border = 0;
    std::int64_t most_walked = 0;
    EdgeIndex needed = whatever;
    for (const NodeIndex node : set) is_inside_[node] = 1;
    for (const NodeIndex node : set) {
      for (const Arc& arc : graph_.arcs(node)) {
        if (!is_inside_[arc.head]) border += passes(arc.edge);
        const std::int64_t walked = average.once[arc.edge] + average.twice[arc.edge];
        if (walked <= most_walked) continue;
        most_walked = walked;
        needed = arc.edge;
      }
      effort_.spend(graph_.degree(node));
    }
    for (const NodeIndex node : set) is_inside_[node] = 0;
    if (border >= 2 * Average::whole - hardly_broken) return;
    std::vector<NodeIndex> sorted = set;
    std::sort(sorted.begin(), sorted.end());
    const bool enter = must_enter(sorted);
    if (!enter && (needed == whatever || border >= 2 * most_walked - hardly_broken)) return;
    if (!sets_known_.insert(sorted).second) return;
    add_border(sorted, enter ? whatever : needed);
    ++added;
  };
  for (const EdgeIndex i : order) {
    NodeIndex a = root[graph_.edge(i).source];
    NodeIndex b = root[graph_.edge(i).target];
    if (a == b) continue;
    for (const NodeIndex set : {a, b}) {
      if (set != root[start_]) examine(members[set]);
    }
    if (members[a].size() < members[b].size()) std::swap(a, b);
    for (const NodeIndex node : members[b]) root[node] = a;
    members[a].insert(members[a].end(), members[b].begin(), members[b].end());
    members[b].clear();
  }
  return added;
}

// To which nodes from the start less flows than they need, and over which least cut: from the node
// that is walked most on. Where a cut is found what lies beyond it needs no other this time.
std::size_t ConnectionRows::separate_by_flow(const Average& average) {
  std::vector<std::int64_t> walked(graph_.node_count(), 0);
  std::vector<EdgeIndex> walked_by(graph_.node_count(), whatever);
  for (EdgeIndex i = 0; i < graph_.edge_count(); ++i) {
    const std::int64_t passes = average.once[i] + average.twice[i];
    for (const NodeIndex node : {graph_.edge(i).source, graph_.edge(i).target}) {
      if (passes <= walked[node]) continue;
      walked[node] = passes;
      walked_by[node] = i;
    }
  }
  std::vector<NodeIndex> order;
  for (NodeIndex node = 0; node < graph_.node_count(); ++node) {
    if (node != start_ && walked[node] > hardly_broken) order.push_back(node);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](NodeIndex a, NodeIndex b) { return walked[a] > walked[b]; });
  std::vector<std::uint8_t> done(graph_.node_count(), 0);
  std::size_t added = 0;
  int flows = 0;
  for (const NodeIndex node : order) {
    if (done[node] || flows == most_flows) continue;
    ++flows;
    std::vector<NodeIndex> inside;
    const std::int64_t border = least_cut(average, node, inside);
    if (border >= 2 * Average::whole - hardly_broken) continue;
    const bool enter = must_enter(inside);
    if (!enter && border >= 2 * walked[node] - hardly_broken) continue;
    for (const NodeIndex other : inside) done[other] = 1;
    if (!sets_known_.insert(inside).second) continue;
    add_border(inside, enter ? whatever : walked_by[node]);
    ++added;
  }
  return added;
}

// From the start to a node, by augmenting paths of fewest corridors (Edmonds and Karp): what flows,
// up to two whole walks, and the nodes that are then cut off, ascending.
std::int64_t ConnectionRows::least_cut(const Average& average, NodeIndex node,
                                       std::vector<NodeIndex>& inside) {
  const std::int64_t enough = 2 * Average::whole;
  std::vector<std::int64_t> flow(graph_.edge_count(), 0);  // from source to target
  const auto room = [&](const Arc& arc) {
    const std::int64_t capacity = average.once[arc.edge] + 2 * average.twice[arc.edge];
    return capacity - (arc.reversed ? -flow[arc.edge] : flow[arc.edge]);
  };
  std::vector<Arc> entered_by(graph_.node_count());
  std::vector<std::uint8_t> reached;
  std::int64_t total = 0;
  while (total < enough) {
    reached.assign(graph_.node_count(), 0);
    std::vector<NodeIndex> queue{start_};
    reached[start_] = 1;
    for (std::size_t next = 0; next < queue.size() && !reached[node]; ++next) {
      for (const Arc& arc : graph_.arcs(queue[next])) {
        if (reached[arc.head] || room(arc) < least_room) continue;
        reached[arc.head] = 1;
        entered_by[arc.head] = arc;
        queue.push_back(arc.head);
      }
    }
    effort_.spend(static_cast<WorkUnits>(queue.size()));
    if (!reached[node]) break;
    std::int64_t more = enough - total;
    const auto back = [&](NodeIndex at) { return other_end(graph_.edge(entered_by[at].edge), at); };
    for (NodeIndex at = node; at != start_; at = back(at)) {
      more = std::min(more, room(entered_by[at]));
    }
    for (NodeIndex at = node; at != start_; at = back(at)) {
      flow[entered_by[at].edge] += entered_by[at].reversed ? -more : more;
    }
    total += more;
  }
  if (total >= enough) return total;
  for (NodeIndex other = 0; other < graph_.node_count(); ++other) {
    if (!reached[other]) inside.push_back(other);
  }
  return total;
}

}  // namespace loopgenie
