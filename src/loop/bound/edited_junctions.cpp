#include "loop/bound/edited_junctions.hpp"

#include <algorithm>

namespace loopgenie {
namespace {

// A version of a network, seen from its junctions.
struct Version {
  const Corridors& core;
  const Array<std::int64_t>& node_ids;

  NodeIndex junctions() const { return core.graph().node_count(); }
  std::int64_t id(NodeIndex junction) const { return node_ids[core.node(junction)]; }
};

bool same_arc(const Version& now, const Arc& arc, const Version& then, const Arc& old) {
  const Edge& edge = now.core.graph().edge(arc.edge);
  const Edge& old_edge = then.core.graph().edge(old.edge);
  return now.id(arc.head) == then.id(old.head) && arc.reversed == old.reversed &&
         edge.length == old_edge.length && edge.dullness == old_edge.dullness &&
         edge.only_forth == old_edge.only_forth && edge.only_back == old_edge.only_back &&
         now.core.bridge(arc.edge) == then.core.bridge(old.edge);
}

bool same_arcs(const Version& now, NodeIndex junction, const Version& then, NodeIndex old) {
  const Graph::ArcRange arcs = now.core.graph().arcs(junction);
  const Graph::ArcRange old_arcs = then.core.graph().arcs(old);
  return std::equal(arcs.begin(), arcs.end(), old_arcs.begin(), old_arcs.end(),
                    [&](const Arc& a, const Arc& b) { return same_arc(now, a, then, b); });
}

}  // namespace

std::vector<NodeIndex> find_edited_junctions(const Network& network, const Network& before,
                                             Effort& effort) {
  const Version now{network.corridors(), network.node_ids()};
  const Version then{before.corridors(), before.node_ids()};
  std::vector<NodeIndex> edited;
  NodeIndex old = 0;
  for (NodeIndex junction = 0; junction < now.junctions(); ++junction) {
    while (old < then.junctions() && then.id(old) < now.id(junction)) {
      effort.spend(1);
      ++old;
    }
    effort.spend(1 + now.core.graph().degree(junction));
    const bool is_new = old == then.junctions() || then.id(old) != now.id(junction);
    if (is_new || !same_arcs(now, junction, then, old)) edited.push_back(junction);
  }
  return edited;
}

}  // namespace loopgenie
