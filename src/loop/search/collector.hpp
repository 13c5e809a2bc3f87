// Takes the closed walks that the ways of searching come across, and offers those that keep the
// limits to the answers.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "loop/days/itinerary.hpp"
#include "loop/network/network.hpp"
#include "loop/network/via.hpp"
#include "loop/search/ranked_trailheads.hpp"
#include "loop/walk/answers.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {

class Collector {
 public:
  // All references must outlive the collector.
  // Without itineraries loops are of one day.
  Collector(const Network& network, const Target& target, const std::vector<Via>& vias,
            const Itineraries* itineraries, std::vector<RankedTrailhead>& trailheads,
            Answers& answers, Effort& effort)
      : network_(network),
        target_(target),
        vias_(vias),
        itineraries_(itineraries),
        trailheads_(trailheads),
        answers_(answers),
        effort_(effort) {}

  // A walk over corridors of the network, from the trailhead of an index.
  void take(std::size_t trailhead, const std::vector<Arc>& corridors, const Measure& loop);
  // How often it uses edges of the network, in any order.
  void take(std::size_t trailhead, Uses uses, const Measure& loop);

  // A loop in an order that can be cut into days.
  void take_cut(std::size_t trailhead, std::vector<Arc> order, const Measure& loop);

  // The best loop that cannot be cut into days as they are asked for, if any was found.
  const std::optional<FoundLoop>& undivided() const { return undivided_; }

  // The length nearest to the asked one among closed walks that broke a limit; 0 if none.
  Millimetres nearest_miss() const { return nearest_miss_; }

 private:
  void remember_miss(std::size_t trailhead, const std::vector<Arc>& corridors, const Measure& loop);
  Uses uses_of(const std::vector<Arc>& corridors) const;
  FoundLoop describe(std::size_t trailhead, Uses uses, const Measure& loop) const;
  bool passes_vias(std::size_t trailhead, const Uses& uses) const;
  bool can_be_cut(const FoundLoop& loop);

  const Network& network_;
  const Target& target_;
  const std::vector<Via>& vias_;
  const Itineraries* itineraries_;
  std::vector<RankedTrailhead>& trailheads_;
  Answers& answers_;
  Effort& effort_;
  Millimetres nearest_miss_ = 0;
  std::optional<FoundLoop> undivided_;
  std::set<std::pair<std::size_t, Uses>> uncuttable_;  // by trailhead
};

}  // namespace loopgenie
