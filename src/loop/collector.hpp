// Takes the closed walks that the ways of searching come across, and offers those that keep the
// limits to the answers.
#pragma once

#include <cstddef>
#include <vector>

#include "loop/network/network.hpp"
#include "loop/ranked_trailheads.hpp"
#include "loop/walk/answers.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {

class Collector {
 public:
  // All references must outlive the collector.
  Collector(const Network& network, const Target& target,
            const std::vector<RankedTrailhead>& trailheads, Answers& answers)
      : network_(network), target_(target), trailheads_(trailheads), answers_(answers) {}

  // A walk over corridors of the network, from the trailhead of an index.
  void take(std::size_t trailhead, const std::vector<Arc>& corridors, const Measure& loop);
  // How often it uses edges of the network, in any order.
  void take(std::size_t trailhead, Uses uses, const Measure& loop);

  // The length nearest to the asked one among closed walks that broke a limit; 0 if none.
  Millimetres nearest_miss() const { return nearest_miss_; }

 private:
  void remember_miss(const Measure& loop);

  const Network& network_;
  const Target& target_;
  const std::vector<RankedTrailhead>& trailheads_;
  Answers& answers_;
  Millimetres nearest_miss_ = 0;
};

}  // namespace loopgenie
