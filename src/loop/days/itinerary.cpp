#include "loop/days/itinerary.hpp"

#include <algorithm>
#include <utility>

#include "loop/walk/tours.hpp"

namespace loopgenie {

Stretch Itineraries::along(const Arc& arc) const {
  const EdgeRow& row = network_.row(arc.edge);
  const Millimetres length = std::max<Millimetres>(1, to_millimetres(row.length_m));
  return {length, toil_of(length, arc.reversed ? row.descent_m : row.ascent_m)};
}

// Whichever way: a corridor knows only what all of it climbs.
Stretch Itineraries::along(const Edge& corridor) const {
  const Millimetres climb = corridor.climb_cm < unknown_climb
                                ? toil_of(0, static_cast<double>(corridor.climb_cm) / 100)
                                : 0;
  return network_.lengths_in() == LengthsIn::metres
             ? Stretch{corridor.length, corridor.length + climb}
             : Stretch{std::max<Millimetres>(1, corridor.length - climb), corridor.length};
}

std::vector<Stop> Itineraries::stops(NodeIndex start, const std::vector<Arc>& walk) const {
  effort_.spend(static_cast<std::int64_t>(walk.size()) / 4 + 1);
  Stop stop{0, start, 0, 0, 0};
  std::vector<Stop> stops{stop};
  for (const Arc& arc : walk) {
    const Stretch stretch = along(arc);
    ++stop.step;
    stop.node = arc.head;
    stop.beds = nights_.beds(arc.head);
    stop.length += stretch.length;
    stop.toil += stretch.toil;
    if (stop.beds > 0 || stop.step == walk.size()) stops.push_back(stop);
  }
  return stops;
}

std::optional<Itinerary> Itineraries::cut(NodeIndex start, const std::vector<Arc>& order) const {
  const std::vector<Stop> stops = this->stops(start, order);
  const std::optional<Cut> cut = cut_days(stops, limits_, effort_);
  if (!cut) return std::nullopt;
  Itinerary days{order, {}, cut->hardest};
  for (const std::size_t night : cut->nights) days.nights.push_back(stops[night].step);
  return days;
}

std::optional<Itinerary> Itineraries::best(NodeIndex start, const std::vector<Arc>& walk,
                                           std::size_t orders) const {
  std::optional<Itinerary> best;
  const auto consider = [&](const std::vector<Arc>& order) {
    std::optional<Itinerary> days = cut(start, order);
    if (days && (!best || days->hardest < best->hardest)) best = std::move(days);
    return false;
  };
  try {
    for_each_tour(network_.graph(), start, walk, orders, effort_, consider);
  } catch (const OutOfEffort&) {
    if (!best) throw;
  }
  return best;
}

std::optional<Itinerary> Itineraries::first(NodeIndex start, const std::vector<Arc>& walk,
                                            std::size_t orders) const {
  std::optional<Itinerary> days;
  for_each_tour(network_.graph(), start, walk, orders, effort_, [&](const std::vector<Arc>& order) {
    return (days = cut(start, order)).has_value();
  });
  return days;
}

std::optional<Itinerary> Itineraries::turned(NodeIndex start, const Itinerary& days) const {
  std::vector<Arc> walk;
  for (std::size_t i = days.walk.size(); i-- > 0;) {
    walk.push_back(loopgenie::turned(days.walk[i], i == 0 ? start : days.walk[i - 1].head));
  }
  return best(start, walk, 1);
}

std::vector<Stop> Itineraries::stops_of(const std::vector<Arc>& corridors) const {
  const Corridors& core = network_.corridors();
  Stop stop{0, invalid_id, 0, 0, 0};
  std::vector<Stop> stops{stop};
  for (const Arc& arc : corridors) {
    const Stretch stretch = along(core.graph().edge(arc.edge));
    ++stop.step;
    stop.node = arc.head;
    stop.beds = nights_.beds(core.node(arc.head));
    stop.length += stretch.length;
    stop.toil += stretch.toil;
    if (stop.beds > 0 || stop.step == corridors.size()) stops.push_back(stop);
  }
  effort_.spend(static_cast<std::int64_t>(corridors.size()));
  return stops;
}

Millimetres Itineraries::to_mend(const std::vector<Arc>& corridors) const {
  return days_to_mend(stops_of(corridors), limits_, effort_);
}

}  // namespace loopgenie
