// The days of a closed walk: in which order its edges are walked, and where the nights are.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "loop/base/effort.hpp"
#include "loop/days/cut.hpp"
#include "loop/days/nights.hpp"
#include "loop/network/network.hpp"

namespace loopgenie {

// How many days, how long, and where they may end.
struct DaysAsked {
  DayLimits limits;
  CampKinds camps = all_but_water;

  bool several() const { return limits.days > 1; }
};

struct Itinerary {
  std::vector<Arc> walk;
  std::vector<std::size_t> nights;  // arcs walked before each
  Millimetres hardest;              // the toil of the hardest day
};

struct Stretch {
  Millimetres length;
  Millimetres toil;
};

class Itineraries {
 public:
  // What is passed must outlive this.
  Itineraries(const Network& network, const DaysAsked& asked, Effort& effort)
      : network_(network), limits_(asked.limits), nights_(network, asked.camps), effort_(effort) {}

  // What it takes to walk an edge of the network in a direction, however lengths are counted.
  Stretch along(const Arc& arc) const;
  // The stops of a walk of the network's edges from `start` and back to it.
  std::vector<Stop> stops(NodeIndex start, const std::vector<Arc>& walk) const;

  // Of up to so many orders in which the edges can be walked, the one whose hardest day is the
  // easiest, as far as what may be spent goes; nothing where none can be cut.
  std::optional<Itinerary> best(NodeIndex start, const std::vector<Arc>& walk,
                                std::size_t orders) const;
  // The same order walked the other way round, cut anew; nothing where that cannot be.
  std::optional<Itinerary> turned(NodeIndex start, const Itinerary& days) const;
  // The first of them that can be cut.
  std::optional<Itinerary> first(NodeIndex start, const std::vector<Arc>& walk,
                                 std::size_t orders) const;

  // Where a walk over corridors is not far from days that fit, so many millimetres: see
  // days_to_mend. Camps are ends of corridors, so only junctions are looked at.
  Millimetres to_mend(const std::vector<Arc>& corridors) const;
  std::vector<Stop> stops_of(const std::vector<Arc>& corridors) const;

  // What of a stop is counted as the network's lengths are.
  Millimetres Stop::*counted() const {
    return network_.lengths_in() == LengthsIn::metres ? &Stop::length : &Stop::toil;
  }
  const Nights& nights() const { return nights_; }
  const DayLimits& limits() const { return limits_; }

 private:
  Stretch along(const Edge& corridor) const;
  std::optional<Itinerary> cut(NodeIndex start, const std::vector<Arc>& order) const;

  const Network& network_;
  const DayLimits limits_;
  const Nights nights_;
  Effort& effort_;
};

}  // namespace loopgenie
