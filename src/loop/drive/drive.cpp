#include "loop/drive/drive.hpp"

#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <functional>
#include <limits>

#include "loop/drive/roads_from_place.hpp"

namespace loopgenie {
namespace {

constexpr double out_of_reach = std::numeric_limits<double>::infinity();

class PollingVisitor : public boost::default_dijkstra_visitor {
 public:
  explicit PollingVisitor(Effort& effort) : effort_(&effort) {}
  void examine_edge(const LaneFrom&, const RoadsFromPlace&) { effort_->spend(1); }

 private:
  Effort* effort_;
};

}  // namespace

bool leads_to_trailhead(const Roads& roads, const RoadSnap& snap) {
  const auto leads_on = [&](std::int64_t node_id) {
    const std::size_t node = roads.find(node_id);
    return node < roads.node_count() && roads.leads_on(node);
  };
  return leads_on(snap.road.target) || (snap.leaves_by_source() && leads_on(snap.road.source));
}

// As the library wants distances: a node that was never touched is out of reach.
struct Drive::DistanceMap {
  using key_type = RoadNode;
  using value_type = double;
  using reference = double;
  using category = boost::read_write_property_map_tag;

  Zeroed<NodeState>* states;

  friend double get(const DistanceMap& map, RoadNode node) {
    const auto& state = (*map.states)[node];
    return state.reached ? state.distance_m : out_of_reach;
  }
  friend void put(const DistanceMap& map, RoadNode node, double distance_m) {
    (*map.states)[node] = {distance_m, true};
  }
};

Drive::Drive(const Roads& roads, const RoadSnap& snap, double limit_m, Effort& effort)
    : roads_(roads), states_(roads.node_count() + 1) {
  RoadsFromPlace graph(roads);
  const auto join = [&](std::int64_t road_node_id, double length_m) {
    const std::size_t node = roads.find(road_node_id);
    if (node < roads.node_count()) graph.add_lane(static_cast<RoadNode>(node), length_m);
  };
  join(snap.road.target, snap.gap_m + snap.road.length_m * (1 - snap.fraction));
  if (snap.leaves_by_source()) {
    join(snap.road.source, snap.gap_m + snap.road.length_m * snap.fraction);
  }

  const DistanceMap distances{&states_};
  put(distances, graph.place(), 0);
  const auto drive_on = [limit_m](double so_far_m, double lane_m) {
    const double there_m = so_far_m + lane_m;
    return there_m <= limit_m ? there_m : out_of_reach;
  };
  boost::dijkstra_shortest_paths_no_color_map_no_init(
      graph, graph.place(), boost::dummy_property_map(), distances, LaneLengthMap(),
      boost::typed_identity_property_map<RoadNode>(), std::less<double>(), drive_on, out_of_reach,
      0.0, PollingVisitor(effort));
}

double Drive::distance_m(std::int64_t road_node_id) const {
  const std::size_t node = roads_.find(road_node_id);
  if (node == roads_.node_count() || !states_[node].reached) return out_of_reach;
  return states_[node].distance_m;
}

}  // namespace loopgenie
