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

struct Itinerary {
  std::vector<Arc> walk;
  std::vector<std::size_t> nights;  // arcs walked before each
  Millimetres hardest;              // the toil of the hardest day
};

class Itineraries {
 public:
  // What is passed must outlive this.
  Itineraries(const Network& network, const Nights& nights, const DayLimits& limits,
              Effort& effort)
      : network_(network), nights_(nights), limits_(limits), effort_(effort) {}

  // The stops of a walk of the network's edges from `start` and back to it.
  std::vector<Stop> stops(NodeIndex start, const std::vector<Arc>& walk) const;

  // Of up to so many orders in which the edges can be walked, the one whose hardest day is the
  // easiest; nothing where none can be cut.
  std::optional<Itinerary> best(NodeIndex start, const std::vector<Arc>& walk,
                                std::size_t orders) const;
  // Some order that can be cut.
  bool possible(NodeIndex start, const std::vector<Arc>& walk, std::size_t orders) const;

 private:
  const Network& network_;
  const Nights& nights_;
  const DayLimits& limits_;
  Effort& effort_;
};

}  // namespace loopgenie
